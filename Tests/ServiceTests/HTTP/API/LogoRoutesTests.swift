import Broadcast
import HTTPTypes
import Store
import Testing
import Wire

@testable import Service

@Suite struct LogoRoutesTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3]

    private func send(_ picture: [UInt8], to rig: APIRig, channel: Int = 1) async throws -> Int {
        let text = String(decoding: picture, as: Unicode.ASCII.self)
        let answer = try await rig.probe.ask(
            "/api/channels/\(channel)/logo", .put, headers: [.contentType: "image/png"],
            body: text)
        return answer.status
    }

    @Test func whereThereIsNoneALogoIsDrawnForEverybody() async throws {
        let rig = try await APIRig().scanned()
        let drawn = try await rig.probe.ask("/iptv/logos/1.png", .get)
        #expect(drawn.status == 200)
        #expect(drawn.headers[.contentType] == "image/png")
        let mark = try #require(drawn.headers[.eTag])
        let again = try await rig.probe.ask(
            "/iptv/logos/1.png", .get, headers: [.ifNoneMatch: mark])
        #expect(again.status == 304)
        #expect(try await rig.probe.ask("/iptv/logos/77.png", .get).status == 404)
        #expect(try await rig.probe.ask("/iptv/logos/x.png", .get).status == 404)
        #expect(try await rig.probe.ask("/iptv/artwork/77.jpg", .get).status == 404)
    }

    @Test func anOwnLogoTakesItsPlaceAndGoesAgain() async throws {
        let rig = try await APIRig().scanned()
        // JPEG's first bytes are no text: a request of the rig cannot hold them.
        let picture: [UInt8] = Array("RIFF0000WEBPVP8 ".utf8)
        #expect(try await send(picture, to: rig) == 204)
        let own = try await rig.store.logo(of: .init(1))
        #expect(own == StoredLogo(picture: picture, type: "image/webp"))
        let marks = try await rig.store.logoMarks()
        #expect(marks.count == 1)

        let gone = try await rig.ask(.delete, "/api/channels/1/logo")
        #expect(gone.status == 204)
        #expect(try await rig.store.logoMarks().isEmpty)
        #expect(try await send(picture, to: rig, channel: 77) == 404)
        #expect(try await rig.ask(.delete, "/api/channels/77/logo").status == 404)
    }

    @Test func whatIsNoPictureIsRefused() async throws {
        let rig = try await APIRig().scanned()
        #expect(try await send(Array("<svg/>".utf8), to: rig) == 415)
        #expect(try await rig.store.logoMarks().isEmpty)
    }

    @Test func aDrawnLogoIsAPictureOfItsChannelAlone() {
        func png(_ number: ChannelNumber, _ name: String) -> [UInt8] {
            DrawnLogo(Channel(id: .init(1), number: number, name: name)).png
        }
        let films = png(ChannelNumber(7), "Films")
        #expect(films.starts(with: Self.png.prefix(4)))
        #expect(films.count < 4_000)
        #expect(films != png(ChannelNumber(7), "Shows"))
        #expect(films != png(ChannelNumber(8), "Films"))
        for name in ["", "日本語", "Ünïcödé Café – 24/7!", String(repeating: "LONG ", count: 40)] {
            #expect(png(ChannelNumber(99_999, 99_999), name).count > 100)
        }
    }
}
