import Broadcast
import Testing
import Wire

@testable import Transcode

@Suite struct ItemPlanTests {
    /// 1280×720, 8 bits, 4:2:0, progressive.
    private let sequence = SequenceSet(
        nal: [
            0x67, 0x4d, 0x40, 0x1f, 0xda, 0x01, 0x40, 0x16, 0xec, 0x04, 0x40, 0x00, 0x00, 0x03,
            0x00, 0x40, 0x00, 0x00, 0x0c, 0x83, 0xc6, 0x0c, 0xa8,
        ])

    private var fitting: PictureShape {
        PictureShape(
            sequence: sequence, sampleWidth: 1, sampleHeight: 1, rate: 25, bitrate: 3_000_000)
    }
    private let stereo = SoundShape(isLowComplexityAAC: true, rate: 48_000, channels: 2)

    private func mode(_ picture: PictureShape?, _ sound: SoundShape?) -> WorkerEvent.Mode {
        ItemPlan(picture: picture, sound: sound, profile: .hd720).mode
    }

    @Test func whatFitsIsCopied() {
        #expect(mode(fitting, stereo) == .copy)
        #expect(mode(fitting, nil) == .copy)
    }

    @Test func eachOfPictureAndSoundIsDecidedOnItsOwn() {
        #expect(mode(fitting, SoundShape(rate: 48_000, channels: 2)) == .mixed)
        #expect(mode(PictureShape(), stereo) == .mixed)
        #expect(mode(PictureShape(), SoundShape()) == .transcode)
        #expect(mode(nil, stereo) == .card)
    }

    @Test func anythingThatShowsOtherwiseIsEncoded() {
        var shapes = [PictureShape](repeating: fitting, count: 7)
        shapes[0].rotation = 90
        shapes[1].sampleWidth = 4
        shapes[1].sampleHeight = 3
        shapes[2].rate = 120
        shapes[3].bitrate = 4_000_001
        shapes[4].hasExactTimes = false
        shapes[5].sequence = nil
        shapes[6].rate = 12

        #expect(!shapes.contains { $0.fits(.hd720) })
        #expect(!fitting.fits(.hd1080))
    }

    @Test(
        arguments: [
            ([0x11, 0x90], true), ([0x12, 0x10], false), ([0x11, 0x88], false),
            ([0x11, 0xB0], false), ([0x2B, 0x92], false), ([0x11, 0x94], false), ([0x11], false),
        ] as [([UInt8], Bool)])
    func soundFitsOnlyAsStereoLowComplexityAt48(configuration: [UInt8], fits: Bool) {
        #expect(SoundShape(configuration: configuration).fits == fits)
    }
}
