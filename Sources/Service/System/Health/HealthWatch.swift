import Broadcast

/// Looks whether the station does its work, and what its owner should know.
struct HealthWatch: Sendable {
    /// What was found, at one instant.
    struct Finding: Equatable, Sendable {
        let circumstances: StationState.Circumstances
        /// What works less well than it should.
        let notices: [Notice]
    }

    let board: NoticeBoard
    let feeds: @Sendable () async -> [FeedSnapshot]
    let progress: @Sendable () -> ScanProgress
    let hasFolder: @Sendable () async throws -> Bool
    let hasStarted: @Sendable () async -> Bool
    /// What the disk with the program's data holds; `nil` if it does not say.
    let disk: @Sendable () -> DiskRoom?
    let now: @Sendable () -> AirTime

    func look() async -> Finding {
        let feeds = await feeds()
        let progress = progress()
        let notices =
            board.current + progress.problems.map { Notice(message: $0, remedy: "") }
            + feeds.compactMap(\.notice) + [disk()?.notice, clockNotice].compactMap(\.self)
        var circumstances = StationState.Circumstances()
        circumstances.hasStarted = await hasStarted()
        circumstances.hasMedia = (try? await hasFolder()) ?? true
        circumstances.watched = feeds.count { $0.viewers > 0 }
        circumstances.broken = feeds.count { $0.viewers > 0 && $0.state == .failed }
        circumstances.troubles = notices.count
        circumstances.isBusy = progress.phase != .idle
        return Finding(circumstances: circumstances, notices: notices)
    }

    /// A box without a clock of its own begins in the past, until a time server has told it.
    private var clockNotice: Notice? {
        guard now() < AirTime(seconds: 1_735_689_600) else { return nil }  // 2025
        return Notice(
            message: "The clock is not set yet.",
            remedy: "Programmes are wrong until the box has reached a time server.")
    }
}

extension FeedSnapshot {
    fileprivate var notice: Notice? {
        guard state == .failed, viewers > 0 else { return nil }
        return Notice(
            message: "Channel \(number), “\(name)”, cannot show its programme.",
            remedy: "The log says why; it is tried again.")
    }
}
