import ArgumentParser

/// The command line; what the commands do is in `Service` and `Transcode`.
///
/// Its `main` is synchronous, so that the nursery begins with one thread.
@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exstreamtv",
        abstract: "Live television from your own media, found and tuned as an HDHomeRun.",
        subcommands: [
            Serve.self, Check.self, BuildPlan.self, MakeBackup.self, RestoreBackup.self,
            ShowLight.self, RunNursery.self,
        ],
        defaultSubcommand: Serve.self)
}
