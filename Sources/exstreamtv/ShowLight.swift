import ArgumentParser
import Glibc
import Service

/// `exstreamtv light`: shows a state with the board's lights; run by a unit that may.
struct ShowLight: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "light",
        abstract: "Show a state with the lights that LED_READY and LED_FAULT name.",
        shouldDisplay: false)

    @Argument(help: "The file with the state's name; while there is none, the station boots.")
    var file: String

    func run() throws {
        let panel = LEDPanel { getenv($0).map { String(cString: $0) } }
        try panel.show(fileNamed: file)
    }
}
