import Glibc

/// An open file. Owns its descriptor and closes it once.
struct PlainFile: ~Copyable {
    let descriptor: CInt
    private let path: String

    static func open(_ path: String, _ flags: CInt) throws(BackupError) -> PlainFile {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw flags & O_CREAT == 0
                ? .cannotRead(path: path, code: errno) : .cannotWrite(path: path, code: errno)
        }
        return PlainFile(descriptor: descriptor, path: path)
    }

    private init(descriptor: CInt, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    func forEachBlock(
        of size: Int, _ body: (UnsafeRawBufferPointer) throws(BackupError) -> Void
    ) throws(BackupError) {
        while true {
            let bytes = try next(size)
            if bytes.isEmpty { return }
            var fault: BackupError?
            bytes.withUnsafeBytes { buffer in
                do throws(BackupError) { try body(buffer) } catch { fault = error }
            }
            if let fault { throw fault }
        }
    }

    /// The next `count` bytes; fewer at the end of the file.
    func next(_ count: Int) throws(BackupError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var block = [UInt8](repeating: 0, count: count - bytes.count)
            let got = read(descriptor, &block, block.count)
            guard got >= 0 else { throw .cannotRead(path: path, code: errno) }
            if got == 0 { break }
            bytes += block[..<got]
        }
        return bytes
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(BackupError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let written = Glibc.write(descriptor, piece.baseAddress, piece.count)
            guard written > 0 else { throw .cannotWrite(path: path, code: errno) }
            rest = rest.dropFirst(written)
        }
    }

    /// Waits until the file, or the folder with its names, is on the disk.
    func flush() throws(BackupError) {
        guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, code: errno) }
    }
}
