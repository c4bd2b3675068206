import Broadcast

/// The tuners and who watches on them.
struct TunerSection {
    let report: StationReport
    let clock: WallClock

    var section: HTML {
        """
        <section class="tuners" aria-labelledby="tuners">
        <h2 id="tuners">Tuners: \(report.busyTuners) of \(report.tuners.count) in use</h2>
        <ul>
        \(report.tuners.map(item))</ul>
        </section>
        """
    }

    private func item(_ tuner: TunerSnapshot) -> HTML {
        guard let use = tuner.use else {
            let owner = tuner.lockedBy.map { "Reserved by \($0)" } ?? "Free"
            return """
                <li\(tuner.lockedBy == nil ? quiet : busy)><span class="led"></span>\
                <div class="free">Tuner \(tuner.index + 1): \(owner)</div></li>

                """
        }
        return """
            <li\(busy)><span class="led"></span>
            <div><strong>\(use.number) \(use.name)</strong><small>\(viewer(use))</small></div>
            <span class="rate">\(Quantity.rate(use.rate))</span></li>

            """
    }

    private let busy: HTML = #" class="busy""#
    private let quiet: HTML = ""

    private func viewer(_ use: TunerSnapshot.Use) -> HTML {
        guard let session = report.sessions.first(where: { $0.id == use.session }) else {
            return "\(use.peer)"
        }
        let agent = session.agent.isEmpty ? "" : " with \(session.agent.prefix(60))"
        return "\(use.peer)\(agent), since \(clock.time(session.started))"
    }
}
