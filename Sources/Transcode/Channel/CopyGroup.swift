import Wire

/// Makes sure that copied pictures show one after the other, and ends them at an instant.
///
/// Pictures come in decoding order. From one that is shown after all before it, up to the next such
/// one, they are kept: then it is known that none is missing between them, and which of those
/// shown after the end have to be decoded for those before.
struct CopyGroup {
    /// No group of an intact file has more pictures.
    private static let limit = 32

    private let end: Int64
    private let frame: Int64
    private var held: [AccessUnit] = []
    private var lastShown: Int64?
    /// Nothing that comes now is shown before the end.
    private(set) var isOver = false

    /// - Parameters:
    ///   - end: Where the next item begins, in ticks.
    ///   - frame: Ticks of one picture.
    init(end: Int64, frame: Int64) {
        self.end = end - frame / 2
        self.frame = frame
    }

    /// Takes the next picture and gives those that can go now; `nil`: one is missing.
    mutating func pass(_ unit: AccessUnit) -> [AccessUnit]? {
        guard !isOver else { return [] }
        if let anchor = held.first, unit.presentation <= anchor.presentation {
            held.append(unit)
            return held.count <= Self.limit ? [] : nil
        }
        let group = held
        held = [unit]
        return release(group)
    }

    /// The pictures that are left; `nil`: one is missing.
    mutating func finish() -> [AccessUnit]? {
        defer { held = [] }
        return isOver ? [] : release(held)
    }

    private mutating func release(_ group: [AccessUnit]) -> [AccessUnit]? {
        guard let anchor = group.first else { return [] }
        for time in group.map(\.presentation).sorted() {
            if let last = lastShown, !isOneStep(time - last) { return nil }
            lastShown = time
        }
        isOver = anchor.presentation >= end
        return isOver ? cut(group) : group
    }

    /// About one picture, and two at most.
    private func isOneStep(_ step: Int64) -> Bool {
        step * 20 > frame * 9 && step <= frame * 2 + 90
    }

    /// As many pictures as there are instants before the end, in decoding order, so that all can be
    /// decoded. Those of later instants take the places of the ones left out.
    private func cut(_ group: [AccessUnit]) -> [AccessUnit] {
        let places = group.map(\.presentation).filter { $0 < end }.sorted()
        var kept = Array(group.prefix(places.count))
        let order = kept.indices.sorted { kept[$0].presentation < kept[$1].presentation }
        for (place, index) in zip(places, order) { kept[index].presentation = place }
        return kept
    }
}
