import Broadcast
import Wire

extension Measurements {
    /// What monitoring systems read; names begin with `exstreamtv_`.
    var text: MetricsText {
        var text = MetricsText()
        addWorkers(to: &text)
        addStreams(to: &text)
        addProgram(to: &text)
        return text
    }

    private func addWorkers(to text: inout MetricsText) {
        text.add(
            Self.name("ffmpeg_processes_active"), .gauge, "Worker processes that run.",
            Double(workers.active))
        text.add(
            Self.name("ffmpeg_spawn_pending"), .gauge, "Workers that wait for their start.",
            Double(workers.pending))
        text.add(
            Self.name("ffmpeg_spawn_rejected_total"), .counter,
            "Workers that were not started.", by: "reason", workers.rejected.mapValues(Double.init))
        text.add(
            Self.name("channel_memory_bytes"), .gauge, "Resident memory of a channel's worker.",
            by: "channel_id", Self.byChannel(workerMemory) { Double($0) })
        text.add(
            Self.name("channel_restart_total"), .counter, "Workers that took over from a lost one.",
            by: "channel_id", Self.byChannel(guards.restarts) { Double($0) })
        text.add(
            Self.name("circuit_breaker_state"), .gauge,
            "Whether a channel may start: 0 closed, 1 on trial, 2 open.",
            by: "channel_id", Self.byChannel(guards.breakers) { $0.level })
        text.add(
            Self.name("health_timeouts_total"), .counter,
            "Workers that were replaced because they sent nothing.", Double(guards.timeouts))
    }

    private func addStreams(to text: inout MetricsText) {
        text.add(Self.name("viewers"), .gauge, "Sessions of viewers.", Double(viewers))
        text.add(
            Self.name("stream_success_total"), .counter, "Streams that began.",
            Double(tunes.successes))
        text.add(
            Self.name("stream_failure_total"), .counter, "Streams that did not begin.",
            by: "reason", tunes.failures.mapValues(Double.init))
        text.add(
            Self.name("playout_rebuild_total"), .counter,
            "Timelines that were built on or built anew.", Double(builds))
    }

    private func addProgram(to text: inout MetricsText) {
        if let resident {
            text.add(
                Self.name("system_rss_bytes"), .gauge, "Resident memory of the daemon.",
                Double(resident))
        }
        text.add(
            Self.name("fd_usage"), .gauge, "Open files and sockets of the daemon.",
            Double(openDescriptors))
        text.add(
            Self.name("event_loop_lag_seconds"), .gauge,
            "How long a connection's thread takes to begin something new.",
            Double(lag.inMicroseconds) / 1_000_000)
    }

    private static func name(_ name: String) -> String { "exstreamtv_" + name }

    private static func byChannel<Value>(
        _ values: [Channel.ID: Value], _ number: (Value) -> Double
    ) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: values.map { ("\($0.key)", number($0.value)) })
    }
}

extension CircuitBreaker.State {
    fileprivate var level: Double {
        switch self {
        case .closed: 0
        case .halfOpen: 1
        case .open: 2
        }
    }
}
