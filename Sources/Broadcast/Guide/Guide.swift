/// Makes the guide from the timeline, so that the two cannot disagree.
public enum Guide {
    /// What the guide calls a time when nothing plays.
    public static let offAir = "Off air"

    /// Dead air shorter than this belongs to the programme before it.
    private static let shortest: Duration = .seconds(60)

    /// The programmes of a timeline: fillers belong to the programme they surround, and items of
    /// one guide group are one programme.
    ///
    /// - Parameters:
    ///   - items: Of one channel, in order.
    ///   - title: A media item's own title, if known.
    ///   - channel: The channel's name, which stands in for a title that says nothing.
    public static func programmes(
        of items: [PlayoutItem], channel: String, title: (Media.ID) -> String?
    ) -> [Programme] {
        var reader = GuideReader(channel: channel)
        for item in items { reader.read(item, title: title) }
        return reader.programmes
    }

    /// A title fit to print: trimmed, and `fallback` if it is empty or only a number of an item.
    public static func title(_ title: String?, or fallback: String) -> String {
        let trimmed = trim(title ?? "")
        if !trimmed.isEmpty, !isItemNumber(trimmed) { return trimmed }
        let other = trim(fallback)
        return other.isEmpty || isItemNumber(other) ? offAir : other
    }

    private static func trim(_ text: String) -> String {
        // Asking whether a character is white space takes longer than the rest of its programme.
        let isTrimmed = [text.utf8.first, text.utf8.last].allSatisfy {
            $0.map { (0x21...0x7E).contains($0) } ?? true
        }
        if isTrimmed { return text }
        let inner = text.drop(while: \.isWhitespace)
        guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(inner[...last])
    }

    /// `Item 123`, which tells a viewer nothing.
    private static func isItemNumber(_ text: String) -> Bool {
        guard text.hasPrefix("Item ") else { return false }
        let number = text.utf8.dropFirst(5)
        return !number.isEmpty && number.allSatisfy { (48...57).contains($0) }
    }

    fileprivate static func isShort(_ item: PlayoutItem) -> Bool { item.length < shortest }
}

/// Reads items one after the other and keeps the programme that is still open.
private struct GuideReader {
    let channel: String
    private(set) var programmes: [Programme] = []
    private var group: Int?
    /// Where pre-roll that waits for its content began.
    private var preRoll: AirTime?

    init(channel: String) {
        self.channel = channel
    }

    mutating func read(_ item: PlayoutItem, title: (Media.ID) -> String?) {
        switch item.kind {
        case .content:
            if group == item.guideGroup && preRoll == nil || item.guideGroup == 0 {
                extend(over: item)
            } else {
                begin(item, item.title ?? item.media.flatMap(title))
            }
        case .preRoll:
            if group == item.guideGroup {
                extend(over: item)
            } else {
                preRoll = preRoll ?? item.start
            }
        case .midRoll, .postRoll, .tail, .fallback:
            extend(over: item)
        case .deadAir:
            if Guide.isShort(item), group != nil { extend(over: item) } else { beginDeadAir(item) }
        }
    }

    private mutating func begin(_ item: PlayoutItem, _ title: String?) {
        let start = preRoll ?? item.start
        preRoll = nil
        group = item.guideGroup
        endLast(by: start)
        programmes.append(
            Programme(
                start: start, finish: max(item.finish, item.guideFinish ?? item.finish),
                title: Guide.title(title, or: channel), media: item.media))
    }

    private mutating func beginDeadAir(_ item: PlayoutItem) {
        preRoll = nil
        group = nil
        endLast(by: item.start)
        programmes.append(
            Programme(
                start: item.start, finish: item.finish,
                title: Guide.title(item.title, or: Guide.offAir)))
    }

    /// A guide finish never hides what is on.
    private mutating func endLast(by start: AirTime) {
        guard let last = programmes.indices.last else { return }
        programmes[last].finish = min(programmes[last].finish, start)
    }

    private mutating func extend(over item: PlayoutItem) {
        guard group != nil, let last = programmes.indices.last else { return }
        let finish = max(item.finish, item.guideFinish ?? item.finish)
        programmes[last].finish = max(programmes[last].finish, finish)
    }
}
