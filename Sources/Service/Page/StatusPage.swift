import Broadcast

/// `/`: the station at a glance, for its owner. Works without scripts.
struct StatusPage {
    let report: StationReport
    let clock: WallClock
    /// The style sheet's address, which changes with its content.
    let style: String

    var document: HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(report.name): \(report.isWell ? "all is well" : "needs attention")</title>
        <link rel="stylesheet" href="\(style)">
        <link rel="icon" type="image/svg+xml" href="/icon.svg">
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header><div class="page">
        <div class="brand">\(Icon.brand)<div><h1>\(report.name)</h1><p>Your own television</p></div></div>
        <p class="state\(report.isWell ? "" : " care")" role="status"><span class="led"></span>\
        \(report.sentence)</p>
        </div></header>
        <main id="main" class="page">
        \(notices)
        <div class="column">\(ChannelSection(report: report, clock: clock).section)</div>
        <div class="column">
        \(TunerSection(report: report, clock: clock).section)
        \(ConnectSection(addresses: report.addresses, base: report.base).section)
        \(library)
        </div>
        </main>
        \(footer)
        </body>
        </html>

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
            ? "" : " \(Count(library.unplayable, "file").text) cannot be played; the log says why."
        return """
            <section class="library" aria-labelledby="library">
            <h2 id="library">Library</h2>
            <p><strong>\(Count(library.playable, "playable item").text)</strong>.\(rest)</p>
            \(progress)
            </section>
            """
    }

    private var footer: HTML {
        let memory: HTML =
            report.memory.map { "<span>Memory \(Quantity.bytes($0))</span>" } ?? ""
        return """
            <footer><div class="page">
            <span>EXStreamTV \(report.version)</span>
            <span>Device \(report.deviceID)</span>
            <span>Up \(Quantity.span(report.uptime))</span>
            \(memory)
            <span>As of \(clock.time(report.now))</span>
            <a href="/api/status">Status as JSON</a>
            </div></footer>
            """
    }
}
