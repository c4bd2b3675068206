import ArgumentParser
import Transcode

/// `exstreamtv nursery`: the process that has libav and forks the workers. Not for people.
struct RunNursery: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "nursery", shouldDisplay: false)

    func run() {
        Nursery.run()
    }
}
