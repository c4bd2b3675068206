import Broadcast
import Wire

private let device = SSDPDevice(
    uuid: "11f8c2b4-6f3e-4e6c-9d0a-0123456789ab", server: "Linux/1.0 UPnP/1.0 EXStreamTV/1.0")

/// Searches, as they come to the group and to us alone.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSSDP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for isMulticast in [false, true] {
        guard let search = SSDPSearch(bytes, isMulticast: isMulticast) else { continue }
        precondition(search.wait.map { (1...5).contains($0) } ?? !isMulticast)
        let replies = device.replies(
            to: search, location: "http://10.77.0.2/device.xml", at: AirTime(seconds: 0))
        precondition(replies.count <= 5 && replies.allSatisfy { $0.count < 600 })
    }
    return 0
}
