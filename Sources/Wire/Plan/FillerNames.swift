import Broadcast

/// Fillers by the names that a document gives them.
struct FillerNames {
    private var fillers: [Filler] = []

    var isEmpty: Bool { fillers.isEmpty }

    /// The names in a list, or nothing.
    mutating func names(of fillers: [Filler]) -> JSON {
        fillers.isEmpty ? .absent : list(of: fillers)
    }

    mutating func list(of list: [Filler]) -> JSON {
        .list(
            list.map { filler in
                let known = fillers.firstIndex(of: filler)
                if known == nil { fillers.append(filler) }
                return .text("filler \((known ?? fillers.count - 1) + 1)")
            })
    }

    var document: JSON {
        .object(
            fillers.enumerated().map { index, filler in
                JSON.Member("filler \(index + 1)", document(of: filler))
            })
    }

    private func document(of filler: Filler) -> JSON {
        let amount: [JSON.Member] =
            switch filler.amount {
            case .duration(let length):
                [JSON.Member("mode", "duration"), JSON.Member("duration", JSON(length))]
            case .count(let count):
                [JSON.Member("mode", "count"), JSON.Member("count", .number(count))]
            case .randomCount(let count):
                [JSON.Member("mode", "random_count"), JSON.Member("count", .number(count))]
            case .pad(let minutes):
                [JSON.Member("mode", "pad"), JSON.Member("minutes", .number(minutes))]
            }
        return .object(
            [JSON.Member("collection", .number(Int(filler.collection.value)))] + amount + [
                JSON.Member("expression", .optional(filler.expression?.source)),
                JSON.Member("weight", .number(filler.weight)),
                JSON.Member("cooldown", JSON(filler.cooldown)),
                JSON.Member("item_cooldown", JSON(filler.itemCooldown)),
            ])
    }
}
