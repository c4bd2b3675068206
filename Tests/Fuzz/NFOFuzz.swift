import Wire

/// NFO files of any bytes: read or refused, and never larger than what was given.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNFO(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let nfo = try? NFO(bytes) else { return 0 }
    precondition(!nfo.entries.isEmpty && nfo.entries.count <= 100)
    precondition(nfo.whole.rating.map { (0...100).contains($0) } ?? true)
    precondition(nfo.whole.actors.map { $0.count <= 200 } ?? true)
    return 0
}
