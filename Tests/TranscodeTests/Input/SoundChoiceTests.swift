import Testing

@testable import Transcode

@Suite struct SoundChoiceTests {
    private typealias Track = SoundChoice.Track

    @Test func theDefaultThenMoreChannelsThenTheFirst() {
        #expect(SoundChoice.best([Track(), Track(isDefault: true)]) == 1)
        #expect(SoundChoice.best([Track(), Track(channels: 6), Track()]) == 1)
        #expect(SoundChoice.best([Track(), Track()]) == 0)
        #expect(SoundChoice.best([]) == nil)
    }

    @Test(
        arguments: [
            "Director's Commentary", "English Descriptive", "Audiodeskription", "KARAOKE",
        ])
    func aTitleGivesASpecialTrackAway(title: String) {
        #expect(SoundChoice.best([Track(title: title, isDefault: true), Track()]) == 1)
    }

    @Test func aSpecialTrackPlaysWhereThereIsNoOther() {
        #expect(SoundChoice.best([Track(isSpecial: true)]) == 0)
    }
}
