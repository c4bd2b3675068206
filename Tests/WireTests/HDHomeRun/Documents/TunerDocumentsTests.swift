import Broadcast
import Testing
import Wire

@Suite struct TunerDocumentsTests {
    private func text(_ json: JSON) -> String { String(decoding: json.bytes, as: UTF8.self) }

    @Test func anIdleTunerHasNothingButItsName() {
        #expect(text(TunerReport(tuner: 1).document) == #"{"Resource":"tuner1"}"#)
    }

    @Test func aBusyTunerNamesChannelAndViewer() {
        let status = TunerReport(
            tuner: 0,
            reception: .init(
                number: ChannelNumber(5, 1), name: "News", frequency: 57_000_000,
                target: "10.0.0.7", rate: 4_000_000))

        #expect(
            text(status.document)
                == #"{"Resource":"tuner0","VctNumber":"5.1","VctName":"News","Frequency":57000000,"#
                + #""SignalStrengthPercent":100,"SignalQualityPercent":100,"#
                + #""SymbolQualityPercent":100,"NetworkRate":4000000,"TargetIP":"10.0.0.7"}"#)
    }

    @Test func theLineupIsIdleOrBeingScanned() {
        #expect(
            text(LineupStatus.idle.document)
                == #"{"ScanInProgress":0,"ScanPossible":1,"Source":"Antenna","#
                + #""SourceList":["Antenna","Cable"]}"#)
        #expect(
            text(LineupStatus.scanning(progress: 140, found: 3).document)
                == #"{"ScanInProgress":1,"Progress":100,"Found":3}"#)
    }

    @Test func faultsAreCodeAndText() {
        #expect(TunerFault.allTunersInUse.header == "805 All Tuners In Use")
        #expect(TunerFault.allTunersInUse.status == 503)
        #expect(TunerFault.unknownChannel.header == "801 Unknown Channel")
        #expect(TunerFault.unknownChannel.status == 404)
    }
}
