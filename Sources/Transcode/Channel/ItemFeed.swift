import CLibav
import Wire

/// One stretch of the channel while it is on air: reads, and leads packets to picture and sound.
final class ItemFeed {
    /// How far one of picture and sound may run ahead before the other has to go on without data.
    private static let stray: Int64 = 2 * StreamTime.rate
    /// Most bytes of one that may wait for the other.
    private static let backlog = 33_554_432

    let end: Int64
    private let source: ItemSource?
    private let picture: any PictureWay
    private let sound: any SoundWay
    private let output: StreamOutput
    private let packet = Packet()
    private var hasEnded: Bool

    /// A file on air until `end`.
    init(_ source: ItemSource, desk: ChannelDesk, end: Int64) throws(LibavError) {
        try desk.startItem(source.plan, at: source.begin, rate: source.rate)
        if source.plan.picture == .copy { source.begin(at: desk.earliest(source.begin)) }
        self.end = end
        self.source = source
        output = desk.output
        hasEnded = false
        if let way = source.pictureWay(desk, end: end) {
            picture = way
        } else {
            picture = CardPicture(
                try desk.card(source.item.title), encoder: desk.pictures, end: end)
        }
        sound = source.soundWay(desk, end: end)
    }

    /// The card on air from `begin` until `end`.
    init(card item: StreamItem, desk: ChannelDesk, begin: Int64, end: Int64) throws(LibavError) {
        let plan = ItemPlan(picture: nil, sound: nil, profile: desk.profile)
        try desk.startItem(plan, at: begin, rate: nil)
        self.end = end
        source = nil
        output = desk.output
        hasEnded = true
        picture = CardPicture(try desk.card(item.title), encoder: desk.pictures, end: end)
        sound = SilentSound(end: end, output: output)
    }

    /// No file plays: what fails here can't be replaced by the card.
    var isCard: Bool { source == nil }

    /// How to go on where something can't be copied any further; `nil` if nothing was copied.
    var entryAfterCopy: ItemEntry? {
        guard let source, source.plan.copies else { return nil }
        return .encoding(origin: source.clock.origin, soundBegin: sound.position)
    }

    /// Everything before this is on its way.
    var position: Int64 { min(picture.position, sound.position) }

    /// Where the picture goes on.
    var picturePosition: Int64 { picture.position }

    /// Brings picture and sound up to `goal`, or to the end.
    ///
    /// - Returns: `false` if the file has nothing more, before the end.
    func produce(until goal: Int64) throws(LibavError) -> Bool {
        let goal = min(goal, end)
        while !hasEnded, picture.position < goal || sound.position < goal { try step() }
        guard hasEnded else { return true }
        try picture.advance(to: goal)
        try sound.advance(to: min(goal, picture.position))
        return picture.position >= goal
    }

    private func step() throws(LibavError) {
        guard let source, try source.read(into: packet) else {
            hasEnded = true
            try picture.endInput()
            try sound.endInput()
            return
        }
        if packet.stream == source.clock.pictureStream {
            try picture.take(packet)
        } else if packet.stream == source.clock.soundStream {
            try sound.take(packet)
        } else if packet.stream == source.subtitles?.stream {
            source.subtitles?.take(packet)
        }
        try keepTogether()
    }

    private func keepTogether() throws(LibavError) {
        if source?.plan.sound == .silence {
            try sound.advance(to: picture.position)
        } else if picture.position - sound.position > Self.stray {
            try sound.advance(to: picture.position - Self.stray / 2)
        }
        if source?.plan.picture == .card {
            try picture.advance(to: sound.position)
        } else if sound.position - picture.position > Self.stray {
            try picture.advance(to: sound.position - Self.stray / 2)
        }
        guard output.muxer.backlog < Self.backlog else {
            throw LibavError(doing: "keep picture and sound together", code: clibav_error(28))
        }
    }
}
