import Broadcast
import HTTPTypes
import Testing

@testable import Service

@Suite struct MetricsRoutesTests {
    @Test func everyMeasurementHasItsName() async throws {
        let channel = Broadcast.Channel.ID(3)
        let probe = Probe {
            MetricsRoutes {
                Measurements(
                    workers: WorkerCounts(active: 2, pending: 1, rejected: ["rate": 4]),
                    guards: GuardCounts(
                        restarts: [channel: 5], breakers: [channel: .open(until: .zero)],
                        timeouts: 6),
                    tunes: TuneCounts(successes: 7, failures: ["no_video_data": 8]), viewers: 9,
                    workerMemory: [channel: 10], builds: 11, resident: 12, openDescriptors: 13,
                    lag: .milliseconds(2))
            }.add(to: $0)
        }

        let answer = try await probe.ask("/metrics")
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        let samples = answer.body.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(
            samples == [
                "exstreamtv_ffmpeg_processes_active 2",
                "exstreamtv_ffmpeg_spawn_pending 1",
                #"exstreamtv_ffmpeg_spawn_rejected_total{reason="rate"} 4"#,
                #"exstreamtv_channel_memory_bytes{channel_id="3"} 10"#,
                #"exstreamtv_channel_restart_total{channel_id="3"} 5"#,
                #"exstreamtv_circuit_breaker_state{channel_id="3"} 2"#,
                "exstreamtv_health_timeouts_total 6",
                "exstreamtv_viewers 9",
                "exstreamtv_stream_success_total 7",
                #"exstreamtv_stream_failure_total{reason="no_video_data"} 8"#,
                "exstreamtv_playout_rebuild_total 11",
                "exstreamtv_system_rss_bytes 12",
                "exstreamtv_fd_usage 13",
                "exstreamtv_event_loop_lag_seconds 0.002",
            ])
    }
}
