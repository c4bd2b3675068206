import Glibc

/// The real clips that some tests play; see their README for what each is.
enum TestMedia: String, CaseIterable {
    case bigBuckBunny = "bigbuckbunny.mp4"
    case bikes = "bikes.mp4"
    case carphone = "carphone_pristine.mp4"

    var path: String { "\(Self.folder)/\(rawValue)" }

    /// Whether they are on this machine; say why a test is skipped with ``missing``.
    static var isHere: Bool { allCases.allSatisfy { access($0.path, R_OK) == 0 } }
    static let missing = "set EXSTREAMTV_TEST_MEDIA to the folder of the test clips"

    private static let folder =
        getenv("EXSTREAMTV_TEST_MEDIA").map { String(cString: $0) } ?? "../shared/media"
}
