/// What fills the time around programmes, and how much of it.
public struct Filler: Hashable, Sendable, Codable {
    public enum Amount: Hashable, Sendable, Codable {
        /// As much as fits into this time; where a role sets the time, that counts instead.
        case duration(Duration)
        case count(Int)
        /// Any number from 0 to this.
        case randomCount(Int)
        /// Up to the next multiple of so many minutes on the clock.
        case pad(minutes: Int)
    }

    public var collection: MediaCollection.ID
    public var amount: Amount
    /// At which chapters mid-roll goes; `nil` is at every one.
    public var expression: Expression?
    /// How often it is chosen where several could fill, against the others' weights.
    public var weight: Int
    /// For how long the whole collection rests after it was used.
    public var cooldown: Duration
    /// For how long one item rests after it was used.
    public var itemCooldown: Duration

    public init(
        collection: MediaCollection.ID, amount: Amount, expression: Expression? = nil,
        weight: Int = 1, cooldown: Duration = .zero, itemCooldown: Duration = .zero
    ) {
        self.collection = collection
        self.amount = amount
        self.expression = expression
        self.weight = weight
        self.cooldown = cooldown
        self.itemCooldown = itemCooldown
    }

    /// Where its items come from.
    var shelf: ShelfID { ShelfID(collection: collection) }

    var isPad: Bool { if case .pad = amount { true } else { false } }
}
