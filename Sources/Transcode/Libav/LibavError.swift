import CLibav

/// A libav call that failed: what we were doing, and libav's own code.
struct LibavError: Error, Equatable, CustomStringConvertible {
    let doing: String
    let code: CInt

    var description: String { "could not \(doing): \(reason)" }

    /// libav's words for the code.
    var reason: String {
        var text = [CChar](repeating: 0, count: 128)
        av_strerror(code, &text, text.count)
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns libav's result, or throws it if it is negative.
    @discardableResult
    static func check(_ doing: @autoclosure () -> String, _ result: CInt) throws(LibavError) -> CInt
    {
        guard result >= 0 else { throw LibavError(doing: doing(), code: result) }
        return result
    }

    /// For calls that answer `EAGAIN` and the end as negative codes: whether there was a result.
    static func got(_ doing: @autoclosure () -> String, _ result: CInt) throws(LibavError) -> Bool {
        if result == clibav_error_again() || result == clibav_error_eof() { return false }
        try check(doing(), result)
        return true
    }
}
