import Broadcast
import CLibav
import Wire

/// An item's file, opened and at the right place: what an ``ItemFeed`` needs to begin at once.
final class ItemSource {
    let item: StreamItem
    let plan: ItemPlan
    private(set) var clock: ItemClock
    private let file: InputFile
    /// Packets that were read to find the first key frame.
    private var held: [HeldPacket] = []
    private var mend = TimeMend()
    private var nextHeld = 0
    private var picture: Decoder?
    private var sound: Decoder?
    /// What is drawn into its pictures.
    private(set) var subtitles: SubtitleBurner?

    /// When its first picture goes on air: later than asked where a fresh stream may begin early.
    private(set) var begin: Int64

    /// - Parameters:
    ///   - begin: The tick at which its first picture is wanted.
    /// - Throws: ``LibavError`` if the file can't be opened, or nothing in it plays.
    init(
        _ item: StreamItem, path: String, begin: Int64, entry: ItemEntry, output: ItemOutput
    ) throws(LibavError) {
        let file = try InputFile.open(path)
        let isRead = try file.readStreamsIfNeeded()
        let video = file.bestVideo
        let audio = file.bestAudio
        let subtitles = video == nil ? nil : file.subtitles(at: path, output.subtitles)
        let plan = ItemPlan(
            picture: video.map { file.pictureShape(of: $0) },
            sound: audio.map { file.soundShape(of: $0) }, profile: output.profile,
            mayCopy: entry.mayCopy, isDrawnOn: subtitles != nil)
        guard plan.picture != .card || plan.sound != .silence else {
            throw LibavError(doing: "find a picture or sound", code: clibav_error_invalid_data())
        }
        self.item = item
        self.plan = plan
        self.begin = begin
        let inPoint = StreamTime.ticks(AirTime(microseconds: item.inPoint.inMicroseconds))
        clock = ItemClock(
            file: file, picture: video, sound: audio,
            origin: entry.origin ?? StreamTime.ticks(item.start) - inPoint)
        rate = video.map { file.frameRate(of: $0, maximum: output.profile.maximumFrameRate) }
        self.file = file
        self.subtitles = subtitles.flatMap {
            SubtitleBurner.open($0, in: self.file, zero: clock.zero)
        }
        try prepare(entry, isRead: isRead)
    }

    private func prepare(_ entry: ItemEntry, isRead: Bool) throws(LibavError) {
        // Matroska gives no decoding times; libav makes them once it has seen pictures.
        if plan.picture == .copy, file.isMatroska, !isRead { try file.readStreams() }
        for index in 0..<file.streamCount {
            let played = [clock.pictureStream, clock.soundStream, subtitles?.stream]
            file.stream(index).pointee.discard =
                played.contains(index) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
        try seek(to: min(begin, entry.soundBegin ?? begin))
        if plan.picture == .encode { picture = try open(clock.pictureStream) }
        if plan.sound == .encode { sound = try open(clock.soundStream) }
        if plan.picture == .copy { try findKeyFrame(mayBeginEarly: entry == .early) }
    }

    private func seek(to time: Int64) throws(LibavError) {
        let stream = plan.picture == .card ? clock.soundStream : clock.pictureStream
        let stamp = clock.stamp(time, stream: stream)
        guard time > clock.origin else { return }
        let result = avformat_seek_file(file.context, CInt(stream), .min, stamp, stamp, 0)
        try LibavError.check("seek", result)
    }

    private func open(_ stream: Int) throws(LibavError) -> Decoder {
        let parameters = file.stream(stream).pointee.codecpar.pointee
        let pixels = Int(parameters.width) * Int(parameters.height)
        return try Decoder.open(file.stream(stream), threads: pixels > 2_100_000 ? 0 : 1)
    }

    /// Reads up to the first key frame, and moves the item so that it goes on air where it should.
    private func findKeyFrame(mayBeginEarly: Bool) throws(LibavError) {
        for _ in 0..<4096 {
            let next = HeldPacket()
            guard try file.read(into: next.packet) else { break }
            held.append(next)
            let isPicture = next.packet.stream == clock.pictureStream
            guard isPicture, next.packet.isKey, let stamp = next.packet.pts ?? next.packet.dts
            else { continue }
            let key = clock.time(stamp, of: next.packet)
            if mayBeginEarly, key <= begin {
                begin = key
            } else {
                clock.origin += begin - key
            }
            return
        }
        throw LibavError(doing: "find a key frame", code: clibav_error_invalid_data())
    }

    /// Fills `packet` with the next. `false`: the file has ended.
    func read(into packet: borrowing Packet) throws(LibavError) -> Bool {
        guard nextHeld < held.count else {
            file.patience.allow(.seconds(10))
            guard try file.read(into: packet) else { return false }
            mendTime(of: packet)
            return true
        }
        packet.take(from: held[nextHeld].packet)
        nextHeld += 1
        if nextHeld == held.count { held = []; nextHeld = 0 }
        return true
    }

    /// Only containers whose index holds all times are known not to jump.
    private func mendTime(of packet: borrowing Packet) {
        guard !file.isIndexedContainer, let stamp = packet.dts ?? packet.pts else { return }
        let time = clock.time(stamp, of: packet)
        let shift = mend.shift(of: time, stream: packet.stream)
        guard shift != 0 else { return }
        packet.move(by: clock.stamp(time + shift, stream: packet.stream) - stamp)
    }

    /// The rate of its pictures, halved until the profile allows it; `nil` without pictures.
    let rate: FrameRate?

    /// Moves an item that has not begun, so that it begins at `time`.
    func begin(at time: Int64) {
        clock.origin += time - begin
        begin = time
    }

    /// The way the plan says for the picture; `nil` if it is the card.
    func pictureWay(_ desk: ChannelDesk, end: Int64) -> (any PictureWay)? {
        guard plan.picture != .card else { return nil }
        let stream = clock.pictureStream
        if let decoder = picture.take() {
            return EncodedPicture(
                decoder: decoder,
                sample: av_guess_sample_aspect_ratio(file.context, file.stream(stream), nil),
                rotation: file.rotation(of: stream), clock: clock, end: end, scaler: desk.scaler,
                encoder: desk.pictures, subtitles: subtitles)
        }
        guard let configuration = file.configuration(of: stream) else { return nil }
        return CopiedPicture(
            configuration: configuration, clock: clock, frame: (rate ?? .usual).frame,
            begin: begin, end: end, output: desk.output)
    }

    func soundWay(_ desk: ChannelDesk, end: Int64) -> any SoundWay {
        if let decoder = sound.take() {
            return EncodedSound(decoder: decoder, clock: clock, end: end, encoder: desk.sounds)
        }
        return plan.sound == .copy
            ? CopiedSound(clock: clock, end: end, output: desk.output)
            : SilentSound(end: end, output: desk.output)
    }
}

/// A packet that can wait in an array.
private final class HeldPacket {
    let packet = Packet()
}
