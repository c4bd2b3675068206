import Broadcast
import Glibc

/// Tells the program that drives the board's lights what to show, by one word in a file. That
/// program runs with the rights to do so; the station does without them.
struct LEDDriver: Sendable {
    /// The file; it is in a folder of its own, which the unit makes.
    let file: String

    /// - Returns: `nil` where no unit watches the file, or the board has no light.
    init?(_ environment: (String) -> String?) {
        guard let folder = environment("RUNTIME_DIRECTORY"), LEDPanel(environment).isFitted else {
            return nil
        }
        file = "\(folder)/state"
    }

    /// A word that cannot be written is told again at the next change.
    func tell(_ message: LEDMessage) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Whatever the service keeps from others: root without its capabilities is one of them.
        fchmod(descriptor, 0o644)
        let line = message.word + "\n"
        _ = write(descriptor, line, line.utf8.count)
    }
}
