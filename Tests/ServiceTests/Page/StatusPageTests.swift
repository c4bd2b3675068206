import Broadcast
import Testing
import Wire

@testable import Service

@Suite struct StatusPageTests {
    private func report(
        name: String = "Films", title: String = "Nosferatu", notices: [Notice] = [],
        library: StationReport.Library? = nil, addresses: [String] = ["http://10.0.0.2"],
        state: StationState = .ok
    ) -> StationReport {
        let now = AirTime(seconds: 72_000)
        let listing = StationReport.Listing(
            channel: Channel(id: .init(1), number: ChannelNumber(5, 1), name: name),
            now: .init(title: title, start: now - .seconds(900), finish: now + .seconds(900)),
            next: .init(title: "News", start: now + .seconds(900), finish: now + .seconds(1_000)),
            viewers: 2)
        return StationReport(
            name: "Den", version: "1.0", deviceID: "E5E17005", now: now, uptime: .seconds(3_600),
            addresses: addresses, base: "http://127.0.0.1:8411", listings: [listing],
            tuners: [
                TunerSnapshot(index: 0, use: nil, lockedBy: nil),
                TunerSnapshot(index: 1, use: nil, lockedBy: "10.0.0.9"),
            ], sessions: [], feeds: [], library: library, notices: notices,
            light: LEDDesk.Report(
                state: state, mode: .auto, signal: LEDSignal(state), isFitted: false),
            workers: [], machine: MachineReport(), memory: 27_400_000)
    }

    private func page(_ report: StationReport) -> String {
        let clock = WallClock { _ in 3_600 }
        let main = StatusPage(report: report, clock: clock).main
        return PageFrame(report: report, place: .home, clock: clock, address: { "/page/1/\($0)" })
            .document(main).markup
    }

    @Test func whatIsOnIsThereInLocalTime() {
        let page = page(report())
        #expect(page.contains("<p class=\"now\">Nosferatu</p>"))
        #expect(page.contains("20:45–21:15<progress max=\"1800\" value=\"900\""))
        #expect(page.contains("21:15 News"))
        #expect(page.contains("href=\"/play/5.1.m3u\""))
        #expect(page.contains("2 viewers"))
        #expect(page.contains("Reserved by 10.0.0.9"))
    }

    @Test func namesAndTitlesCannotBecomeMarkup() {
        let page = page(report(name: "<script>alert(1)</script>", title: "\"onload=x '&"))
        #expect(page.split(separator: "<script").count == 2)
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("&quot;onload=x &#39;&amp;"))
    }

    @Test func nothingOnThePageNeedsAScriptOrAnotherMachine() {
        let page = page(report())
        #expect(!page.contains("style="))
        #expect(!page.contains("src=\"http"))
        #expect(!page.contains("href=\"http"))
    }

    @Test func aNoticeComesWithItsRemedy() {
        let page = page(report(notices: [Notice(message: "Port 80 is taken.", remedy: "Free it.")]))
        #expect(page.contains("<strong>Port 80 is taken.</strong> <span>Free it.</span>"))
        #expect(page.contains("1 channel on air. One thing needs your attention."))
    }

    @Test func theHeadHasTheLightOfTheBox() {
        let page = page(report(state: .attention))
        #expect(page.contains(#"<span class="led" data-colour="amber" data-pattern="two"></span>"#))
        #expect(report(state: .failing).sentence == "What is watched does not play.")
        #expect(
            report(state: .setup).sentence
                == "1 channel on air. Choose your films and shows to begin.")
    }

    @Test func theDocumentSaysTheStateAndTheLight() throws {
        let json = String(
            decoding: report(notices: [Notice(message: "A", remedy: "B")], state: .attention)
                .document.bytes, as: UTF8.self)
        #expect(json.contains(#""state":"attention","text":"1 channel on air. One thing"#))
        #expect(json.contains(#""pattern":"two","steps":[150,150,150,1550],"fitted":false"#))
        #expect(json.contains(#""health":[{"message":"A","remedy":"B"}]"#))
    }

    @Test func theAddressForTunerDialoguesHasNoScheme() {
        #expect(page(report()).contains("<code>10.0.0.2</code>"))
        #expect(page(report(addresses: [])).contains("<code>127.0.0.1:8411</code>"))
        #expect(page(report(addresses: [])).contains("Only this machine reaches the station"))
    }

    @Test func theSentenceSaysHowThingsAre() {
        #expect(report().sentence == "All is well. 1 channel on air, 1 of 2 tuners in use.")
        let scan = StationReport.Library.Scan(done: 3, found: 9)
        #expect(
            report(library: .init(playable: 3, unplayable: 0, scan: scan)).sentence
                == "Looking through your library: 3 of 9 files.")
    }
}

@Suite struct QuantityTests {
    @Test(arguments: [
        (0, "0 seconds"), (1, "1 second"), (119, "1 minute"), (3_600, "1 hour"),
        (7_380, "2 hours 3 minutes"), (90_000, "1 day 1 hour"),
    ]) func spans(seconds: Int, text: String) {
        #expect(Quantity.span(.seconds(seconds)) == text)
    }

    @Test func sizesAndRates() {
        #expect(Quantity.bytes(5_240_000) == "5.2 MB")
        #expect(Quantity.bytes(27_400_000) == "27 MB")
        #expect(Quantity.rate(4_230_000) == "4.2 Mbit/s")
        #expect(Quantity.rate(0) == "")
    }
}
