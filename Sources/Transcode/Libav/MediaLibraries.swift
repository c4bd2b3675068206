/// Whether this machine can play media at all, for `exstreamtv check`.
public enum MediaLibraries {
    /// Opens all of libav in this process; `nil` if everything is there.
    public static func missing() -> LibavMissing? {
        do throws(LibavMissing) {
            try Libav.loadFilters()
            return nil
        } catch {
            return error
        }
    }
}
