import Broadcast
import Wire

private let directory = ContentDirectory(
    title: "EXStreamTV", items: [.init(number: ChannelNumber(7), name: "<News> & \"more\"")],
    base: "http://10.77.0.2:8411", revision: 1)

/// Calls of UPnP actions; whatever is answered has to be XML that we could read ourselves.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSOAP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let request = SOAPRequest(bytes) else { return 0 }
    precondition(request.arguments.count <= 16)
    let reply = directory.answer(request)
    if case .values = reply {
        precondition(SOAPRequest(Array(reply.body.utf8)) != nil, "an answer is well formed")
    }
    return 0
}
