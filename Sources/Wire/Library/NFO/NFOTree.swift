/// An element of an NFO file.
struct NFOElement: Equatable {
    /// In small letters, without prefix.
    let name: String
    var attributes: [String: String] = [:]
    /// All text directly in it.
    var text = ""
    var children: [NFOElement] = []

    func all(_ name: String) -> [NFOElement] { children.filter { $0.name == name } }
}

/// Reads the XML of NFO files as forgivingly as the programs that write them need, and refuses what
/// only an attacker writes: document types (and with them every entity of one's own), great depth,
/// great size.
struct NFOTree {
    private(set) var roots: [NFOElement] = []
    /// What stands outside of all elements.
    private(set) var loose = ""

    static let largest = 1_048_576
    private static let deepest = 32
    private static let mostElements = 20_000
    private static let longestText = 65_536

    private let bytes: [UInt8]
    private var index = 0
    private var open: [NFOElement] = []
    private var count = 0

    /// Keeps what was read before the place where a file is broken.
    init(_ bytes: [UInt8]) throws(NFO.Refusal) {
        guard bytes.count <= Self.largest else { throw .tooLarge }
        self.bytes = NFOText.utf8(bytes)
        while index < self.bytes.count { try step() }
        while !open.isEmpty { close() }
    }

    private mutating func step() throws(NFO.Refusal) {
        guard bytes[index] == UInt8(ascii: "<") else { return takeText() }
        switch true {
        case follows("<!--"): skip(past: "-->")
        case follows("<![CDATA["): takeCharacters()
        case follows("<!"): throw .documentType
        case follows("<?"): skip(past: "?>")
        case follows("</"): takeEnd()
        default: try takeStart()
        }
    }

    // MARK: Text

    private mutating func takeText() {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        add(NFOText.decoded(bytes[index..<end]))
        index = end
    }

    private mutating func takeCharacters() {
        let start = index + 9
        skip(past: "]]>")
        let end = index >= start + 3 && hasEnd("]]>") ? index - 3 : index
        add(NFOText.cleaned(bytes[min(start, end)..<end]))
    }

    private mutating func add(_ text: String) {
        if open.isEmpty {
            if loose.utf8.count < Self.longestText { loose += text }
        } else if open[open.count - 1].text.utf8.count < Self.longestText {
            open[open.count - 1].text += text
        }
    }

    // MARK: Elements

    private mutating func takeStart() throws(NFO.Refusal) {
        guard NFOTag.isBegun(by: bytes[(index + 1)...].first) else {
            add("<")
            index += 1
            return
        }
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        var tag = NFOTag(bytes[index + 1..<end])
        let name = tag.takeName() ?? ""
        guard open.count < Self.deepest else { throw .tooDeep }
        count += 1
        guard count <= Self.mostElements else { throw .tooLarge }
        open.append(NFOElement(name: name, attributes: tag.takeAttributes()))
        index = min(end + 1, bytes.count)
        if tag.isClosed { close() }
    }

    /// An end that nothing begins is left out; one that is early ends what is within, too.
    private mutating func takeEnd() {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        var tag = NFOTag(bytes[min(index + 2, end)..<end])
        index = min(end + 1, bytes.count)
        guard let name = tag.takeName(), open.contains(where: { $0.name == name }) else { return }
        while let last = open.last {
            close()
            if last.name == name { return }
        }
    }

    private mutating func close() {
        guard let element = open.popLast() else { return }
        if open.isEmpty {
            roots.append(element)
        } else {
            open[open.count - 1].children.append(element)
        }
    }

    // MARK: Places

    private func follows(_ mark: StaticString) -> Bool {
        bytes[index...].starts(with: mark.bytes)
    }

    private func hasEnd(_ mark: StaticString) -> Bool {
        bytes[..<index].suffix(mark.utf8CodeUnitCount).elementsEqual(mark.bytes)
    }

    private mutating func skip(past mark: StaticString) {
        while index < bytes.count {
            if follows(mark) {
                index += mark.utf8CodeUnitCount
                return
            }
            index += 1
        }
    }
}

extension StaticString {
    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
