import CZlib
import Glibc

/// Compressed files, read and written in blocks.
enum Gzip {
    private static let block = 262_144

    /// Compresses `source` into the new file `target`, and flushes it to the disk.
    static func compress(_ source: String, to target: String) throws(BackupError) {
        let from = try PlainFile.open(source, O_RDONLY)
        let into = try PlainFile.open(target, O_WRONLY | O_CREAT | O_TRUNC)
        // zlib closes the descriptor that it is given.
        guard let stream = gzdopen(dup(into.descriptor), "wb6") else {
            throw .cannotWrite(path: target, code: ENOMEM)
        }
        var fault: BackupError?
        do throws(BackupError) {
            try from.forEachBlock(of: block) { (bytes) throws(BackupError) in
                let written = gzwrite(stream, bytes.baseAddress, CUnsignedInt(bytes.count))
                if written <= 0 { throw .cannotWrite(path: target, code: errno) }
            }
        } catch {
            fault = error
        }
        if gzclose_w(stream) != Z_OK, fault == nil {
            fault = .cannotWrite(path: target, code: errno)
        }
        if let fault { throw fault }
        try into.flush()
    }

    /// Writes what `source` holds into the new file `target`, and flushes it to the disk. A file
    /// that is not compressed is copied as it is.
    static func expand(_ source: String, to target: String) throws(BackupError) {
        let into = try PlainFile.open(target, O_WRONLY | O_CREAT | O_TRUNC)
        try forEachBlock(in: source) { (bytes) throws(BackupError) in try into.write(bytes) }
        try into.flush()
    }

    /// - Throws: ``BackupError/damaged(path:)`` if `compressed` does not give `original`.
    static func verify(_ compressed: String, gives original: String) throws(BackupError) {
        let file = try PlainFile.open(original, O_RDONLY)
        try forEachBlock(in: compressed) { (bytes) throws(BackupError) in
            guard try file.next(bytes.count) == Array(bytes) else {
                throw .damaged(path: compressed)
            }
        }
        guard try file.next(1).isEmpty else { throw .damaged(path: compressed) }
    }

    private static func forEachBlock(
        in source: String, _ body: (UnsafeRawBufferPointer) throws(BackupError) -> Void
    ) throws(BackupError) {
        let from = try PlainFile.open(source, O_RDONLY)
        guard let stream = gzdopen(dup(from.descriptor), "rb") else {
            throw .cannotRead(path: source, code: ENOMEM)
        }
        var fault: BackupError?
        do throws(BackupError) {
            try read(stream, source, body)
        } catch {
            fault = error
        }
        // Also says whether the file ended in the middle.
        if gzclose_r(stream) != Z_OK, fault == nil { fault = .damaged(path: source) }
        if let fault { throw fault }
    }

    private static func read(
        _ stream: gzFile, _ source: String,
        _ body: (UnsafeRawBufferPointer) throws(BackupError) -> Void
    ) throws(BackupError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: block, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            errno = 0
            let count = gzread(stream, buffer.baseAddress, CUnsignedInt(block))
            if count == 0 { return }
            guard count > 0 else {
                throw errno == 0 ? .damaged(path: source) : .cannotRead(path: source, code: errno)
            }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)]))
        }
    }
}
