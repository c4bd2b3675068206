import ArgumentParser
import Service

/// `exstreamtv serve`: the station, until it is told to stop.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the station until it is told to stop.")

    @OptionGroup var source: ConfigurationSource

    func run() throws {
        Daemon.run(try source.load())
    }
}
