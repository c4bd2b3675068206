import Testing

@testable import Wire

@Suite struct NativeFramerTests {
    let model = GetSetRequest(name: "/sys/model").packet
    let help = GetSetRequest(name: "help").packet

    @Test func framesArriveJoined() throws {
        var framer = NativeFramer()
        framer.add(model.bytes + help.bytes)

        #expect(try framer.next() == model)
        #expect(try framer.next() == help)
        #expect(try framer.next() == nil)
    }

    @Test func aFrameArrivesByteByByte() throws {
        var framer = NativeFramer()
        for byte in model.bytes.dropLast() {
            framer.add([byte])
            #expect(try framer.next() == nil)
        }
        framer.add(model.bytes.suffix(1))

        #expect(try framer.next() == model)
    }

    @Test func anAbsurdLengthIsAFault() {
        var framer = NativeFramer()
        framer.add(bytes("0004 0c01"))

        #expect(throws: NativeFramer.Fault.tooLong) { try framer.next() }
    }

    @Test func aWrongChecksumIsAFault() {
        var framer = NativeFramer()
        var wrong = model.bytes
        wrong[5] ^= 0xFF
        framer.add(wrong)

        #expect(throws: NativeFramer.Fault.badChecksum) { try framer.next() }
    }
}
