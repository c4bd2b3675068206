import Broadcast

/// What others see of the sessions, and native clients' locks.
extension Sessions {
    func snapshot() -> [SessionSnapshot] {
        viewers.sorted { $0.key < $1.key }.map { id, viewer in
            let reader = viewer.transmission.hub.readers[id]
            return SessionSnapshot(
                id: id, channel: viewer.channel.id, number: viewer.channel.number,
                name: viewer.channel.name, profile: viewer.profile.name, tuner: viewer.tuner,
                transport: viewer.request.transport, peer: viewer.request.peer,
                agent: viewer.request.agent, state: state(of: viewer, reader),
                started: viewer.started,
                lastActivity: reader?.lastTaken ?? viewer.started, bytes: reader?.bytes ?? 0,
                jumps: reader?.jumps ?? 0)
        }
    }

    /// The feeds on air, with or without viewers.
    func feeds() async -> [FeedSnapshot] { await channels.snapshot() }

    func tuners() -> [TunerSnapshot] {
        (0..<ledger.count).map { index in
            let first = ledger.viewers(on: index).first.flatMap { id in viewers[id].map { (id, $0) }
            }
            let use = first.map { id, viewer in
                TunerSnapshot.Use(
                    session: id, number: viewer.channel.number, name: viewer.channel.name,
                    peer: viewer.request.peer, transport: viewer.request.transport,
                    rate: viewer.transmission.hub.standing.rate)
            }
            return TunerSnapshot(index: index, use: use, lockedBy: ledger.lock(on: index)?.owner)
        }
    }

    private func state(of viewer: Viewer, _ reader: Audience.Reader?) -> SessionSnapshot.State {
        guard let reader, reader.bytes > 0 else { return .created }
        return viewer.transmission.hub.clock.now - reader.lastTaken > .seconds(5) ? .idle : .active
    }

    func lock(
        tuner: Int, key: UInt32, owner: String, presenting: UInt32?
    ) async throws(LockError) {
        do throws(TunerLedger.Denial) {
            try ledger.lock(tuner: tuner, key: key, owner: owner, presenting: presenting)
        } catch {
            throw LockError(error)
        }
    }

    func unlock(tuner: Int, presenting: UInt32?) async throws(LockError) {
        do throws(TunerLedger.Denial) {
            try ledger.unlock(tuner: tuner, presenting: presenting)
        } catch {
            throw LockError(error)
        }
    }

    func forceUnlock(tuner: Int, by peer: String) async throws(LockError) {
        do throws(TunerLedger.Denial) {
            for session in try ledger.forceUnlock(tuner: tuner, by: peer) {
                _ = await kick(session)
            }
        } catch {
            throw LockError(error)
        }
    }

    func permit(tuner: Int, presenting: UInt32?) async throws(LockError) {
        do throws(TunerLedger.Denial) {
            try ledger.permit(tuner: tuner, presenting: presenting)
        } catch {
            throw LockError(error)
        }
    }
}

extension LockError {
    fileprivate init(_ denial: TunerLedger.Denial) {
        switch denial {
        case .unknownTuner: self = .unknownTuner
        case .lockedBy(let owner): self = .lockedBy(owner)
        }
    }
}
