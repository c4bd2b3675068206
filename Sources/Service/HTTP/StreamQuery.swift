import Broadcast

/// What the query of a stream's URL asks for; keys nobody knows are ignored.
struct StreamQuery: Equatable, Sendable {
    /// When to end the stream; `nil` for never. Odd values are no wish.
    var duration: Duration?
    /// `nil` for the channel's own.
    var profile: OutputProfile?

    /// - Parameter query: The part after the question mark.
    /// - Throws: ``TuneError/unknownProfile`` if a profile is named that we do not have.
    init(query: String) throws(TuneError) {
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "duration":
                duration = Int(parts[1]).flatMap {
                    (1...31_536_000).contains($0) ? .seconds($0) : nil
                }
            case "transcode": profile = try StreamQuery.profile(named: String(parts[1]))
            default: continue
            }
        }
    }

    private static func profile(named name: String) throws(TuneError) -> OutputProfile? {
        if name == "none" { return nil }
        guard let profile = OutputProfile.onRequest.first(where: { $0.name == name }) else {
            throw .unknownProfile
        }
        return profile
    }
}
