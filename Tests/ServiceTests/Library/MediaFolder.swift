import FoundationEssentials
import Glibc

/// A folder of its own for one test; gone with everything in it when the test is over.
final class MediaFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/exstreamtv-media-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw CallError(code: errno) }
        path = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and the folders above it.
    func write(_ name: String, _ text: String = "media") throws {
        let file = "\(path)/\(name)"
        if let slash = file.lastIndex(of: "/") {
            try FileManager.default.createDirectory(
                atPath: String(file[..<slash]), withIntermediateDirectories: true)
        }
        try Data(text.utf8).write(to: URL(filePath: file))
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    func link(_ name: String, to target: String) throws {
        try check(symlink(target, "\(path)/\(name)"))
    }

    func move(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: "\(path)/\(name)", toPath: "\(path)/\(other)")
    }

    func makePipe(_ name: String) throws { try check(mkfifo("\(path)/\(name)", 0o600)) }

    func makeFile(named bytes: [UInt8]) throws {
        let name = Array("\(path)/".utf8) + bytes + [0]
        let descriptor = name.withUnsafeBytes { bytes in
            bytes.bindMemory(to: CChar.self).baseAddress.map { creat($0, 0o600) } ?? -1
        }
        try check(descriptor)
        close(descriptor)
    }
}

private struct CallError: Error {
    let code: CInt
}

private func check(_ result: CInt) throws {
    if result < 0 { throw CallError(code: errno) }
}
