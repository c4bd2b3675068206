import ArgumentParser
import Service
import Transcode

/// `exstreamtv check`: what is wrong with the configuration and with what it asks of this machine.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the configuration, try what it asks for, and report every problem.")

    @OptionGroup var source: ConfigurationSource

    @Flag(help: "Only read the file; try neither ports nor folders nor libraries.")
    var fileOnly = false

    func run() throws {
        let configuration = try load()
        let findings = fileOnly ? [] : findings(configuration)
        for finding in findings { print(finding) }
        guard !findings.contains(where: \.isProblem) else { throw ExitCode.failure }
        print(configuration.file.map { "\($0) is fine." } ?? "The defaults are fine.")
    }

    /// Problems of the configuration are what was asked for, not an error of the command.
    private func load() throws -> Configuration {
        do {
            return try source.load()
        } catch let error as ConfigurationError {
            for problem in error.problems { print(problem) }
            throw ExitCode.failure
        }
    }

    private func findings(_ configuration: Configuration) -> [SystemCheck.Finding] {
        let libraries = MediaLibraries.missing().map { SystemCheck.Finding($0, place: "ffmpeg") }
        return SystemCheck(configuration.settings).findings() + [libraries].compactMap { $0 }
    }
}
