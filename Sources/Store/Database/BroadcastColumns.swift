import Broadcast

extension AirTime: Column {
    var stored: Value { .integer(microseconds) }
    init?(_ stored: Value) {
        guard let microseconds = Int64(stored) else { return nil }
        self.init(microseconds: microseconds)
    }
}

extension Duration: Column {
    /// Whole microseconds.
    var stored: Value { .integer(inMicroseconds) }
    init?(_ stored: Value) {
        guard let microseconds = Int64(stored) else { return nil }
        self = .microseconds(microseconds)
    }
}

extension Channel.ID: Column {
    var stored: Value { .integer(value) }
    init?(_ stored: Value) {
        guard let number = Int64(stored) else { return nil }
        self.init(number)
    }
}

extension Media.ID: Column {
    var stored: Value { .integer(value) }
    init?(_ stored: Value) {
        guard let number = Int64(stored) else { return nil }
        self.init(number)
    }
}

extension MediaCollection.ID: Column {
    var stored: Value { .integer(value) }
    init?(_ stored: Value) {
        guard let number = Int64(stored) else { return nil }
        self.init(number)
    }
}
