import Testing
import Wire

@testable import Service

@Suite struct ControlRoomTests {
    let client = IPAddress(10, 77, 0, 3)

    @Test func aFullHouseAsksTheMostSilentOut() {
        var room = ControlRoom(perSource: 2, total: 3)
        let leaving = [
            room.enter(1, from: client, at: .seconds(1)),
            room.enter(2, from: client, at: .seconds(2)),
        ]
        room.heard(1, isHolding: false, at: .seconds(3))
        let third = room.enter(3, from: client, at: .seconds(4))
        let other = room.enter(4, from: IPAddress(10, 77, 0, 4), at: .seconds(5))
        let another = room.enter(5, from: IPAddress(10, 77, 0, 5), at: .seconds(6))

        #expect(leaving == [nil, nil])
        #expect(third == 2)
        #expect(other == nil)
        #expect(another == 1)
    }

    @Test func whoHoldsATunerMayBeSilent() {
        var room = ControlRoom(perSource: 1, total: 9)
        _ = room.enter(1, from: client, at: .zero)
        room.heard(1, isHolding: true, at: .zero)
        let refused = room.enter(2, from: client, at: .seconds(1000))

        #expect(refused == 2)
        #expect(room.overdue(at: .seconds(1000)).isEmpty)
    }

    @Test func silenceEnds() {
        var room = ControlRoom()
        _ = room.enter(1, from: client, at: .zero)

        #expect(room.overdue(at: .seconds(89)).isEmpty)
        #expect(room.overdue(at: .seconds(90)) == [1])
    }
}
