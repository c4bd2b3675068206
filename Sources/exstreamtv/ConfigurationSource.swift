import ArgumentParser
import FoundationEssentials
import Service

/// Where a command takes its settings from.
struct ConfigurationSource: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "The configuration file; without it EXSTREAMTV_CONFIG names one, or the default holds.",
            valueName: "path"))
    var path: String?

    func load() throws -> Configuration {
        try Configuration.load(path: path, environment: ProcessInfo.processInfo.environment)
    }
}
