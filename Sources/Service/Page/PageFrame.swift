import Broadcast

/// What is around every page: head, navigation and foot. The status page is drawn by the server,
/// every other by a script.
struct PageFrame {
    /// The pages, by their addresses; each has a script of its name.
    enum Place: String, CaseIterable {
        case home, guide, channels, library, sessions, settings, setup

        var title: String {
            switch self {
            case .home: "On now"
            case .guide: "Guide"
            case .channels: "Channels"
            case .library: "Library"
            case .sessions: "Viewers"
            case .settings: "Settings"
            case .setup: "Set up"
            }
        }

        var address: String { self == .home ? "/" : "/\(rawValue)" }
    }

    let report: StationReport
    let place: Place
    let clock: WallClock
    /// Where one of the page's files is.
    let address: (String) -> String

    /// The page whose script draws what is within.
    var scripted: HTML {
        document(
            "<noscript><p>This page needs scripts; “On now” does without.</p></noscript>")
    }

    func document(_ main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        <link rel="stylesheet" href="\(address("page.css"))">
        <link rel="stylesheet" href="\(address("app.css"))">
        <link rel="icon" type="image/svg+xml" href="/icon.svg">
        <script type="module" src="\(address("app.js"))"></script>
        </head>
        <body data-part="\(place.rawValue)">
        <a class="skip" href="#main">Skip to the content</a>
        <header><div class="page">
        <div class="brand">\(Icon.brand)<div><h1>\(report.name)</h1><p>Your own television</p></div></div>
        <p class="state" role="status"><span class="led" \
        data-colour="\(report.light.signal.colour.rawValue)" \
        data-pattern="\(report.light.signal.pattern.rawValue)"></span>\(report.sentence)</p>
        </div></header>
        <nav aria-label="Pages"><div class="page">\(links)</div></nav>
        <main id="main" class="page">
        \(main)
        </main>
        \(footer)
        </body>
        </html>

        """
    }

    private var title: String {
        let state = report.notices.isEmpty ? "all is well" : "needs attention"
        return place == .home ? "\(report.name): \(state)" : "\(place.title) – \(report.name)"
    }

    private var links: [HTML] {
        Place.allCases.filter { $0 != .setup || place == .setup || report.isNew }.map { other in
            let current: HTML = other == place ? #" aria-current="page""# : ""
            return "<a href=\"\(other.address)\"\(current)>\(other.title)</a>\n"
        }
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
            <a href="/api/openapi.yaml">API</a>
            </div></footer>
            """
    }
}
