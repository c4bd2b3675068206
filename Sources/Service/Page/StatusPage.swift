import Broadcast

/// `/`: the station at a glance, for its owner. Works without scripts.
struct StatusPage {
    let report: StationReport
    let clock: WallClock

    /// What is within the frame.
    var main: HTML {
        """
        \(welcome)
        \(notices)
        <div class="column">\(ChannelSection(report: report, clock: clock).section)</div>
        <div class="column">
        \(TunerSection(report: report, clock: clock).section)
        \(ConnectSection(addresses: report.addresses, base: report.base).section)
        \(library)
        </div>
        """
    }

    private var welcome: HTML {
        guard report.isNew else { return "" }
        return """
            <section class="wide card" aria-labelledby="welcome">
            <h2 id="welcome">Welcome</h2>
            <p class="lead">Choose the folder of your films and shows, and watch a channel of your own \
            in a few minutes.</p>
            <p class="actions"><a class="button strong" href="/setup">Set up this station</a></p>
            </section>
            """
    }

    private var notices: HTML {
        guard !report.notices.isEmpty else { return "" }
        let items = report.notices.map { notice -> HTML in
            "<li><strong>\(notice.message)</strong> <span>\(notice.remedy)</span></li>\n"
        }
        return """
            <section class="notices" aria-labelledby="notices">
            <h2 id="notices">Needs your attention</h2>
            <ul>\(items)</ul>
            </section>
            """
    }

    private var library: HTML {
        guard let library = report.library else { return "" }
        var progress: HTML = ""
        if let scan = library.scan {
            progress = """
                <p>Looking through your folders: \(scan.done) of \(scan.found).\
                <progress max="\(max(scan.found, 1))" value="\(scan.done)" \
                aria-label="Library scan"></progress></p>
                """
        }
        let rest: HTML =
            library.unplayable == 0
            ? ""
            : " \(Count(library.unplayable, "file").text) cannot be played; the library says why."
        return """
            <section class="library" aria-labelledby="library">
            <h2 id="library">Library</h2>
            <p><strong>\(Count(library.playable, "playable item").text)</strong>.\(rest)</p>
            \(progress)
            </section>
            """
    }
}
