import Wire

/// The last second of a copied item, kept back until it is known where its pictures end.
///
/// A file's sound is often longer than its pictures. Then the last pictures are shown a little
/// longer each, so that nothing is missing before the next item.
struct CopyTail {
    private static let length: Int64 = 90_000

    private let end: Int64
    private let frame: Int64
    private var held: [AccessUnit] = []

    /// - Parameters:
    ///   - end: Where the next item begins, in ticks.
    ///   - frame: Ticks of one picture.
    init(end: Int64, frame: Int64) {
        self.end = end
        self.frame = frame
    }

    /// Takes the next picture in decoding order and gives those that can go now.
    mutating func pass(_ unit: AccessUnit) -> [AccessUnit] {
        guard !held.isEmpty || unit.presentation >= end - Self.length else { return [unit] }
        held.append(unit)
        return []
    }

    /// What is left, in its own time: the item is cut at its end.
    mutating func release() -> [AccessUnit] {
        defer { held = [] }
        return held
    }

    /// What is left, drawn out towards the end as far as no step gets longer than two pictures.
    mutating func stretch() -> [AccessUnit] {
        defer { held = [] }
        let shown = held.map(\.presentation)
        guard let first = shown.min(), let last = shown.max(), last > first else { return held }
        let room = min(end - frame - last, (last - first) * 9 / 10)
        guard room > 0 else { return held }
        return held.map { unit in
            var unit = unit
            unit.presentation += (unit.presentation - first) * room / (last - first)
            return unit
        }
    }
}
