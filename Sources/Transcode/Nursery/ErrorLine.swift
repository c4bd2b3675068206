import Glibc

/// Lines on standard error, for what happens where no daemon can be told.
enum ErrorLine {
    static func write(_ text: String) {
        let line = Array("exstreamtv \(text)\n".utf8)
        Glibc.write(STDERR_FILENO, line, line.count)
    }
}
