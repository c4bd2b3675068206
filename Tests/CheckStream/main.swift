import Glibc
import StreamChecker

// Judges a captured stream: `check-stream FILE`, or `… | check-stream`. Exits with 1 on a fault.

/// The file's bytes in pieces, until its end.
func check(_ file: CInt) -> StreamReport? {
    var checker = StreamChecker()
    var block = [UInt8](repeating: 0, count: 188 * 1_024)
    while true {
        let count = read(file, &block, block.count)
        if count < 0 { return nil }
        if count == 0 { return checker.finish() }
        checker.add(block[..<count])
    }
}

let path = CommandLine.arguments.dropFirst().first
let file = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
guard file >= 0, let report = check(file) else {
    print("\(path ?? "standard input") cannot be read: \(String(cString: strerror(errno)))")
    exit(2)
}
for fault in report.faults.prefix(100) { print(fault) }
print(
    "\(report.faults.count) faults in \(report.packets) packets, \(report.duration):",
    "\(report.pictures) pictures, \(report.keyFrames) key frames, \(report.soundFrames) sound frames"
)
exit(report.faults.isEmpty ? 0 : 1)
