import Broadcast

/// Searches as people type them; whatever is wrong is inside the text or right behind it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzQuery(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do {
        let query = try QueryReader.read(text)
        _ = query.contains { $0 == .everything }
    } catch {
        precondition((1...max(text.count, text.unicodeScalars.count) + 1).contains(error.column))
        precondition(!error.description.isEmpty)
    }
    return 0
}
