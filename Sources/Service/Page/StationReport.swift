import Broadcast

/// How the station is at one instant: all that the page and `/api/status` tell.
struct StationReport: Sendable {
    /// A stretch of a channel as the page names it.
    struct Programme: Equatable, Sendable {
        let title: String
        let start: AirTime
        let finish: AirTime
    }

    struct Listing: Sendable {
        let channel: Channel
        let now: Programme?
        let next: Programme?
        let viewers: Int
    }

    /// What the library holds and whether it is being looked through.
    struct Library: Equatable, Sendable {
        struct Scan: Equatable, Sendable {
            let done: Int
            /// Grows while folders are still being walked; 0 at first.
            let found: Int
        }

        /// Files that play.
        let playable: Int
        /// Files that do not, which the library remembers with the reason.
        let unplayable: Int
        /// `nil` when no scan is running.
        let scan: Scan?
        /// Whether there is a folder of the owner's own.
        var hasFolder = true
    }

    let name: String
    let version: String
    let deviceID: String
    let now: AirTime
    let uptime: Duration
    /// `http://` addresses under which other machines reach this one, without a slash; empty if
    /// only this machine does.
    let addresses: [String]
    /// The address this very request came to.
    let base: String
    let listings: [Listing]
    let tuners: [TunerSnapshot]
    let sessions: [SessionSnapshot]
    let feeds: [FeedSnapshot]
    let library: Library?
    let notices: [Notice]
    let light: LEDDesk.Report
    /// Processes that work for the station.
    let workers: [WorkerReport]
    let machine: MachineReport
    /// Bytes of memory the daemon holds.
    let memory: Int?

    /// Whether nobody has set a folder up yet.
    var isNew: Bool { library.map { !$0.hasFolder } ?? false }

    var busyTuners: Int { tuners.count { $0.use != nil || $0.lockedBy != nil } }

    var state: StationState { light.state }

    /// How things are, in a sentence or two.
    var sentence: String {
        if state == .failing { return "What is watched does not play." }
        let onAir = Count(listings.count { !$0.channel.isHidden }, "channel").text + " on air"
        if state == .setup { return "\(onAir). Choose your films and shows to begin." }
        if notices.isEmpty, let scan = library?.scan {
            let done: String =
                scan.found == 0 ? "" : ": \(scan.done) of \(Count(scan.found, "file").text)"
            return "Looking through your library\(done)."
        }
        switch (notices.count, busyTuners) {
        case (0, 0): return "All is well. \(onAir), nobody is watching."
        case (0, let busy):
            return "All is well. \(onAir), \(busy) of \(Count(tuners.count, "tuner").text) in use."
        case (1, _): return "\(onAir). One thing needs your attention."
        case (let many, _): return "\(onAir). \(many) things need your attention."
        }
    }
}

/// A number of things, with the noun in the right form.
struct Count: Equatable, Sendable {
    let text: String

    init(_ number: Int, _ noun: String) {
        text = "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
