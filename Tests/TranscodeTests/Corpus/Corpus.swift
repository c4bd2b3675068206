import Glibc

@testable import Transcode

/// Files of every kind that people own, made by Debian's ffmpeg the first time they are wanted.
enum Corpus {
    static let folder = ".build/corpus"
    static let isHere = access("/usr/bin/ffmpeg", X_OK) == 0
    static let missing = "install Debian's ffmpeg, which makes the files"

    /// The paths of all files, in the order of their names.
    static let files: [String] = {
        let log = Command.output("Tests/Corpus/make.sh \(folder) 2>&1")
        guard log.isEmpty, let listing = opendir(folder) else { fatalError("no corpus: \(log)") }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), !["srt", "sup", "jpg"].contains(name.suffix(3)) {
                names.append(name)
            }
        }
        return names.sorted().map { "\(folder)/\($0)" }
    }()

    static func name(_ path: String) -> String { String(path.dropFirst(folder.count + 1)) }
}

/// Commands of the shell, for tests.
enum Command {
    /// What the command prints.
    static func output(_ command: String) -> String {
        guard let pipe = popen(command, "r") else { return "cannot start: errno \(errno)" }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
