import FoundationEssentials
import Testing

/// The documents of the built program that tuner clients read.
@Suite struct TunerTests {
    private let station: Station

    init() throws {
        station = try Station(media: nil)
    }

    @Test func discoverKeepsToTheTunerProtocolsRules() throws {
        let answer = try Client.get("/discover.json", port: station.port)

        #expect(answer.status == 200)
        #expect(answer.fields["content-type"]?.hasPrefix("application/json") == true)
        let keys = answer.text.split(separator: "\"").enumerated()
            .filter { $0.offset % 4 == 1 }.map { String($0.element) }
        #expect(keys.prefix(2) == ["FriendlyName", "ModelNumber"])
        let device = try JSONDecoder().decode(Device.self, from: Data(answer.body))
        #expect(device.BaseURL == "http://127.0.0.1:\(station.port)")
        #expect(device.LineupURL == device.BaseURL + "/lineup.json")
        #expect(device.TunerCount == 4)
        #expect(device.DeviceID.count == 8)
        #expect(UInt32(device.DeviceID, radix: 16) != nil)
    }

    @Test func theIdentityIsKeptOverARestart() throws {
        let before = try Client.get("/discover.json", port: station.port).text
        station.process.signal(15)
        #expect(try station.process.end(within: .seconds(10)) == 0)
        let next = try Station(media: nil, folder: station.folder, port: station.port)

        #expect(try Client.get("/discover.json", port: next.port).text == before)
    }

    @Test func addressesComeFromTheConnectionNeverFromTheHostField() throws {
        let answer = try Client.get("/lineup.json", port: station.port, host: "evil.example")

        #expect(!answer.text.contains("evil.example"))
    }

    @Test func theTestCardPlaysWithoutALibrary() throws {
        let answer = try station.get("/lineup.json") { $0.text.contains("GuideNumber") }
        let lineup = try JSONDecoder().decode([LineupEntry].self, from: Data(answer.body))
        let card = try #require(lineup.first)

        #expect(card.url == "http://127.0.0.1:\(station.port)/auto/v\(card.number)")
    }

    @Test(arguments: ["/nowhere", "/auto/v99999", "/auto/vx", "/tuner9/v1", "/lineup.json/x"])
    func whatIsNotThereIsNotFound(path: String) throws {
        #expect(try Client.get(path, port: station.port).status == 404)
    }
}

/// Field names are the protocol's own.
private struct Device: Decodable {
    let DeviceID, BaseURL, LineupURL: String
    let TunerCount: Int
}
