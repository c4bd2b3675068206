import Wire

/// Ends a copied picture stream at an instant without breaking what is shown before it.
///
/// With B-frames a picture that is shown after the end may have to be decoded for those before.
/// Such pictures are kept, and shown for a moment just before the end, in their order.
struct CopyCut {
    /// Pictures from here on have no time of their own left: about 0.7 ms before the end.
    private let cutoff: Int64
    private var held: [AccessUnit] = []
    private(set) var isOver = false

    /// A decoder never needs more at once.
    private static let limit = 16
    private static let margin: Int64 = 64

    /// - Parameter end: In ticks; no picture is shown then or later.
    init(end: Int64) {
        cutoff = end - Self.margin
    }

    /// Takes the next picture in decoding order and gives those that can go now.
    mutating func pass(_ unit: AccessUnit) -> [AccessUnit] {
        guard !isOver else { return [] }
        guard unit.decoding < cutoff, held.count < Self.limit else {
            isOver = true
            held = []
            return []
        }
        guard unit.presentation < cutoff else {
            held.append(unit)
            return []
        }
        defer { held = [] }
        return held.map(squeeze) + [unit]
    }

    private func squeeze(_ unit: AccessUnit) -> AccessUnit {
        var unit = unit
        unit.presentation = cutoff + min((unit.presentation - cutoff) / 256, Self.margin - 1)
        return unit
    }
}
