import CSQLite

/// A compiled statement. Owned by the connection that compiled it and used by its thread only.
final class SQLiteStatement {
    private let handle: OpaquePointer

    init(handle: OpaquePointer) {
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    func bind(_ values: [any Column]) -> CInt {
        for (index, column) in values.enumerated() {
            let code = bind(column.stored, at: CInt(index + 1))
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }

    private func bind(_ value: Value, at position: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(handle, position)
        case .integer(let number): sqlite3_bind_int64(handle, position, number)
        case .text(var text):
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text(
                        handle, position, characters.baseAddress ?? Self.empty,
                        CInt(characters.count), Self.copied)
                }
            }
        }
    }

    func step() -> CInt { sqlite3_step(handle) }

    /// Ready to be bound again; forgets the values.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// The row that the last step arrived at.
    var row: Row {
        Row(values: (0..<sqlite3_column_count(handle)).map { column($0) })
    }

    private func column(_ index: CInt) -> Value {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        default:
            let text = sqlite3_column_text(handle, index)
            let count = Int(sqlite3_column_bytes(handle, index))
            let bytes = UnsafeBufferPointer(start: text, count: text == nil ? 0 : count)
            return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// SQLITE_TRANSIENT: SQLite copies the text before the call returns.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    /// What an empty text points to: a null pointer would bind NULL.
    nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
        let character = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        character.initialize(to: 0)
        return UnsafePointer(character)
    }()
}
