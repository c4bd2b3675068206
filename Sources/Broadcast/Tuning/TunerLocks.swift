/// Locking of tuners by native clients: hdhomerun.md section 1.5.
extension TunerLedger {
    public enum Denial: Error, Equatable, Sendable {
        case unknownTuner
        /// The address of whoever has it: the lock's owner, or an HTTP viewer.
        case lockedBy(String)
    }

    /// Who has a tuner in the eyes of native clients: the lock's owner, else an HTTP viewer.
    public func owner(of tuner: Int) -> String? {
        lock(on: tuner)?.owner ?? httpViewer(on: tuner)?.host
    }

    /// Whether somebody who presents `key` may change what the tuner does.
    public func permit(tuner: Int, presenting key: UInt32?) throws(Denial) {
        guard (0..<count).contains(tuner) else { throw .unknownTuner }
        if let lock = lock(on: tuner) {
            guard lock.key == key else { throw .lockedBy(lock.owner) }
        } else if let viewer = httpViewer(on: tuner) {
            throw .lockedBy(viewer.host)
        }
    }

    /// Locks a free tuner, or replaces the lock that `presenting` opens.
    public mutating func lock(
        tuner: Int, key: UInt32, owner: String, presenting: UInt32?
    ) throws(Denial) {
        try permit(tuner: tuner, presenting: presenting)
        setLock(Lock(key: key, owner: owner), on: tuner)
    }

    /// Gives the lock back; nothing happens to a tuner that isn't locked.
    public mutating func unlock(tuner: Int, presenting: UInt32?) throws(Denial) {
        guard (0..<count).contains(tuner) else { throw .unknownTuner }
        guard let lock = lock(on: tuner) else { return }
        guard lock.key == presenting else { throw .lockedBy(lock.owner) }
        setLock(nil, on: tuner)
    }

    /// Breaks a native lock, whoever holds it. An HTTP viewer's stream is broken only by its own
    /// address.
    ///
    /// - Returns: The HTTP viewers who are to be disconnected.
    public mutating func forceUnlock(tuner: Int, by host: String) throws(Denial) -> [Session.ID] {
        guard (0..<count).contains(tuner) else { throw .unknownTuner }
        guard lock(on: tuner) == nil else {
            setLock(nil, on: tuner)
            return []
        }
        let watching = viewers(on: tuner).filter { viewers[$0]?.transport == .http }
        if let other = watching.compactMap({ viewers[$0]?.host }).first(where: { $0 != host }) {
            throw .lockedBy(other)
        }
        return watching
    }

    private func httpViewer(on tuner: Int) -> Viewer? {
        viewers(on: tuner).lazy.compactMap { viewers[$0] }.first { $0.transport == .http }
    }
}
