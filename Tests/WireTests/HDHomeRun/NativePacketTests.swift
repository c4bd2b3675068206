import Broadcast
import Testing

@testable import Wire

@Suite struct NativePacketTests {
    static let discovers = [
        "0002000c 0104ffffffff 0204ffffffff 73cc7d8f",  // Jellyfin, Emby
        "0002000c 010400000001 0204ffffffff 4e507f35",  // Kodi, tvheadend, library of 2022
        "00020006 0104ffffffff 4c20cb4e",  // library of 2025, any type
        "00020006 010400000001 393077e7",  // library of 2025, tuners
        "0002000a 2d080000000100000005 4f63391f",  // library of 2025, tuner and storage
        "0002000c 0104ffffffff 0204e5e17005 746a1247",  // by id
    ]

    @Test(arguments: discovers)
    func everyClientsDiscoverIsRead(text: String) throws {
        let packet = try #require(NativePacket(datagram: bytes(text)))
        let request = try #require(DiscoverRequest(packet))
        let ours = try #require(DeviceID(0xE5E1_7005))

        #expect(packet.bytes == bytes(text))
        #expect(request.isFor(ours))
    }

    @Test func aDiscoverForAnotherDeviceOrForStorageIsNotForUs() throws {
        let other = try #require(DeviceID(0x5EA1_000B))
        let byID = try #require(NativePacket(datagram: bytes(Self.discovers[5])))
        #expect(DiscoverRequest(byID)?.isFor(other) == false)

        for payload in ["0104 00000005", "2d04 00000005", "0204 ffffffff", ""] {
            let packet = NativePacket(kind: .discoverRequest, payload: bytes(payload))
            #expect(DiscoverRequest(packet)?.isFor(other) == false)
        }
    }

    @Test func damagedDatagramsAreNothing() {
        let good = bytes(Self.discovers[0])
        var badSum = good
        badSum[19] ^= 1
        let damaged = [[], Array(good.dropLast()), good + [0], badSum, Array(good.prefix(3))]

        for datagram in damaged { #expect(NativePacket(datagram: datagram) == nil) }
        #expect(NativePacket(datagram: [UInt8](repeating: 0, count: 65_507)) == nil)
    }

    @Test func unknownFieldsAreSkippedAndLongLengthsUnderstood() throws {
        let long = "7f 8101" + String(repeating: "aa", count: 129)  // 129 = 1 | 0x80, 1
        let packet = NativePacket(
            kind: .discoverRequest, payload: bytes("9900 \(long) 0104 00000001"))

        #expect(DiscoverRequest(packet)?.types == [1])
    }

    @Test(arguments: ["01", "0104", "01040000", "2d80", "0104 00000001 02ff", "0104 00000001 0280"])
    func aFieldThatIsCutOffEndsTheWalk(payload: String) {
        let packet = NativePacket(kind: .discoverRequest, payload: bytes(payload))

        #expect(DiscoverRequest(packet)?.id == nil)
    }

    @Test func theReplyHasARealDevicesOrderAndNoNUL() throws {
        let reply = DiscoverReply(
            id: try #require(DeviceID(0xE5E1_7005)), auth: nil, baseURL: "http://10.77.0.2:80",
            lineupURL: "http://10.77.0.2:80/lineup.json", tuners: 4)

        #expect(
            reply.packet.bytes
                == bytes(
                    """
                    00030045 0104 00000001 0204 e5e17005 2a13 <"http://10.77.0.2:80"> 1001 04
                    271f <"http://10.77.0.2:80/lineup.json"> a6170c8b
                    """))
    }

    @Test func theReplyCarriesTheAuthThirdAndCutsIt() throws {
        let reply = DiscoverReply(
            id: try #require(DeviceID(0xE5E1_7005)), auth: String(repeating: "a", count: 30),
            baseURL: "http://10.77.0.2:80", lineupURL: "http://10.77.0.2:80/lineup.json", tuners: 4)
        let tags = TagReader(reply.packet.payload).map { $0.tag }
        let auth = TagReader(reply.packet.payload).first { $0.tag == Tag.deviceAuth }

        #expect(tags == [0x01, 0x02, 0x2B, 0x2A, 0x10, 0x27])
        #expect(auth?.value.count == 24)
    }

    @Test func getAndErrorMatchTheVectors() throws {
        let get = bytes("0004000d 030b <\"/sys/model\"> 00 8f5b54b5")
        let packet = try #require(NativePacket(datagram: get))
        #expect(GetSetRequest(packet) == GetSetRequest(name: "/sys/model"))
        #expect(GetSetRequest(name: "/sys/model").packet.bytes == get)

        let error = GetSetReply(name: "/nope", .failure(.unknownVariable))
        #expect(
            error.packet.bytes
                == bytes(
                    """
                    00050029 0306 <"/nope"> 00 051f <"ERROR: unknown getset variable"> 00 6dcbbd89
                    """))
    }

    @Test func aReplyFitsOneReadOfAClient() {
        let long = String(repeating: "x", count: 5000)

        #expect(GetSetReply(name: long, .success(long)).packet.bytes.count <= 1460)
    }

    @Test(arguments: ["", "0400", "0301 00", "0303 ff fe 00", "0302 6100 0402 ff00"])
    func aGetWithoutAProperNameIsMalformed(payload: String) {
        #expect(GetSetRequest(NativePacket(kind: .getSetRequest, payload: bytes(payload))) == nil)
    }

    @Test func aSetCarriesItsValueAndKey() throws {
        let packet = NativePacket(
            kind: .getSetRequest, payload: bytes("0303 <\"/a\"> 00 0402 <\"1\"> 00 1504 000004d2"))

        #expect(GetSetRequest(packet) == GetSetRequest(name: "/a", value: "1", lockKey: 1234))
    }
}
