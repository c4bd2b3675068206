import CZlib

/// Writes small pictures of two colours as PNG (RFC 2083).
enum PNG {
    /// - Parameters:
    ///   - rows: One bit a pixel, each row padded to whole bytes.
    ///   - palette: Red, green and blue of the colours that the bits stand for.
    static func document(
        width: Int, height: Int, rows: [UInt8], palette: [(UInt8, UInt8, UInt8)]
    ) -> [UInt8] {
        let header = bytes(of: width) + bytes(of: height) + [1, 3, 0, 0, 0]
        let stride = (width + 7) / 8
        var filtered: [UInt8] = []
        for row in 0..<height {
            filtered.append(0)
            filtered += rows[(row * stride)..<((row + 1) * stride)]
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("PLTE", palette.flatMap { [$0.0, $0.1, $0.2] })
            + chunk("IDAT", compressed(filtered)) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return bytes(of: content.count) + body
            + bytes(of: Int(crc32(0, body, UInt32(body.count))))
    }

    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(count))
        compress2(&packed, &count, bytes, UInt(bytes.count), 9)
        return Array(packed.prefix(Int(count)))
    }

    private static func bytes(of number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
