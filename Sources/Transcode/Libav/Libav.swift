import CLibav

/// libav as a whole, opened by worker processes only and only when they need it.
enum Libav {
    /// Opens everything but the filters; nothing else in this folder works before it returned.
    static func load() throws(LibavMissing) {
        if let missing { throw missing }
    }

    /// Opens the filters too, which pull in many more libraries.
    static func loadFilters() throws(LibavMissing) {
        if let missing { throw missing }
        if let missingFilters { throw missingFilters }
    }

    /// Opens the library that draws text subtitles.
    static func loadSubtitles() throws(LibavMissing) {
        if let missingSubtitles { throw missingSubtitles }
    }

    /// The version people know it by, such as `5.1.9-0+deb12u1`.
    static var version: String { String(cString: av_version_info()) }

    /// Loading happens in these constants, so that it happens once.
    private static let missing = explained(clibav_load())
    private static let missingFilters = explained(clibav_load_filters())
    private static let missingSubtitles = explained(clibav_load_subtitles())

    private static func explained(_ missing: UnsafePointer<clibav_missing>?) -> LibavMissing? {
        guard let missing = missing?.pointee else { return nil }
        return LibavMissing(
            library: String(cString: missing.library), package: String(cString: missing.package),
            reason: String(cString: missing.reason))
    }
}
