import ArgumentParser
import Service

/// `exstreamtv backup`: a copy of the database, also while the station runs.
struct MakeBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Make a compressed, checked copy of the database, also while the station runs.")

    @OptionGroup var source: ConfigurationSource

    @Argument(help: "The file to make; without it, one in the folder “backups” of the database.")
    var file: String?

    func run() throws {
        print(try BackupCommands(source.load().settings).backup(to: file))
    }
}

/// `exstreamtv restore`: a backup takes the database's place.
struct RestoreBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database; the station must not run.",
        discussion: "What was there before is kept as a backup of its own.")

    @OptionGroup var source: ConfigurationSource

    @Argument(help: "The backup; without it, the newest in the folder “backups” of the database.")
    var file: String?

    func run() throws {
        print(try BackupCommands(source.load().settings).restore(file))
    }
}
