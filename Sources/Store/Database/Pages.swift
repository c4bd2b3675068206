/// An array of unknown length that is put together: one that grows by itself takes three times its
/// memory while it is moved to a place twice as large.
struct Pages<Element> {
    private static var size: Int { 4_096 }

    private var full: [[Element]] = []
    private var last: [Element] = []

    mutating func append(_ element: Element) {
        last.append(element)
        guard last.count == Self.size else { return }
        full.append(last)
        last = []
        last.reserveCapacity(Self.size)
    }

    /// All of it, in an array of exactly its length; each page goes as it is taken.
    consuming func joined() -> [Element] {
        guard !full.isEmpty else { return last }
        var all: [Element] = []
        all.reserveCapacity(full.count * Self.size + last.count)
        for index in full.indices {
            all += full[index]
            full[index] = []
        }
        all += last
        return all
    }
}
