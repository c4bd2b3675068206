import FoundationEssentials

/// Values that one column keeps as a JSON document, keys sorted.
enum JSONText {
    static func encode(_ document: some Encodable) throws(StoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(document), as: UTF8.self)
        } catch {
            throw .failed("a \(type(of: document)) cannot be written as JSON")
        }
    }

    static func decode<Document: Decodable>(
        _ type: Document.Type, from text: String
    ) throws(StoreError) -> Document {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .unreadable("a \(type) is not the JSON of this version")
        }
    }
}
