import ArgumentParser
import Glibc
import Service

/// `exstreamtv plan`: what a schedule plays, without a channel and without a library.
struct BuildPlan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Build the timeline of a plan document and print it as JSON.",
        discussion: "Exits with 1 if the document is wrong, with 2 if it cannot be built.")

    @Argument(help: "The plan document, in YAML or JSON.")
    var file: String

    @Option(help: "Where the timeline begins, in place of the document's own.")
    var from: String?

    @Option(help: "How far it reaches, in place of the document's own.")
    var to: String?

    @Option(help: "Go on from the anchor in this file, or in this earlier output.")
    var anchor: String?

    func run() throws {
        do {
            print(try Plan(file: file).json(from: from, to: to, anchor: anchor))
        } catch {
            let (text, status): (String, CInt) =
                switch error {
                case .document(let text): (text, 1)
                case .schedule(let text): (text, 2)
                }
            let line = Array((text + "\n").utf8)
            _ = write(STDERR_FILENO, line, line.count)
            throw ExitCode(status)
        }
    }
}
