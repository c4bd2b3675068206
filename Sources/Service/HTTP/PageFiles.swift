import CWeb

/// The files of the page, built into the program and packed when they are first asked for.
struct PageFiles: Sendable {
    /// Changes with any of them, and is a part of every address, so that browsers may keep them
    /// for ever.
    let fingerprint: String
    private let documents: [String: CachedDocument]

    static let shared = PageFiles()

    private init() {
        var documents: [String: CachedDocument] = [:]
        var marks: UInt64 = 0
        var index = 0
        while let name = tv_asset_at(index).name.map({ String(cString: $0) }) {
            let asset = tv_asset_at(index)
            let bytes = Array(UnsafeBufferPointer(start: asset.bytes, count: asset.count))
            if let piece = try? GuidePiece(bytes) {
                documents[name] = CachedDocument(contentType: Self.type(of: name), [piece])
                marks = (marks &* 0x100_0000_01B3) ^ piece.fingerprint
            }
            index += 1
        }
        self.documents = documents
        fingerprint = String(marks, radix: 36)
    }

    subscript(name: String) -> CachedDocument? { documents[name] }

    func address(of name: String) -> String { "/page/\(fingerprint)/\(name)" }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/yaml; charset=utf-8"
        }
    }
}
