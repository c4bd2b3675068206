import ArgumentParser
import Service

/// `exstreamtv check`: what is wrong with the configuration and with what it asks of this machine.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the configuration, try what it asks for, and report every problem.")

    @OptionGroup var source: ConfigurationSource

    func run() throws {
        let configuration = try source.load()
        let findings = SystemCheck(configuration.settings).findings()
        for finding in findings { print(finding) }
        guard !findings.contains(where: \.isProblem) else { throw ExitCode.failure }
        print(configuration.file.map { "\($0) is fine." } ?? "The defaults are fine.")
    }
}
