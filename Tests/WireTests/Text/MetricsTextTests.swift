import Testing
import Wire

@Suite struct MetricsTextTests {
    @Test func aDocumentIsPrometheusText() {
        var text = MetricsText()
        text.add("tv_lag_seconds", .gauge, "How late.", 0.25)
        text.add("tv_starts_total", .counter, "Starts.", by: "reason", ["b": 2, "a\"\\\n": 1])
        text.add("tv_none", .gauge, "Nothing.", by: "channel_id", [:])
        #expect(
            String(decoding: text.bytes, as: UTF8.self) == #"""
                # HELP tv_lag_seconds How late.
                # TYPE tv_lag_seconds gauge
                tv_lag_seconds 0.25
                # HELP tv_starts_total Starts.
                # TYPE tv_starts_total counter
                tv_starts_total{reason="a\"\\\n"} 1
                tv_starts_total{reason="b"} 2

                """#)
    }
}
