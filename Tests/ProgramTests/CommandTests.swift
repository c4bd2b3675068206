import Glibc
import Testing

/// What the built program says to people who get something wrong.
@Suite struct CommandTests {
    private let folder = TemporaryFolder()

    @Test func checkReportsEveryProblemWithItsPlaceAndRemedy() throws {
        let file = try write("server:\n  prot: 80\nlogging:\n  level: loud\n")
        let check = try run("check", "--config", file)

        #expect(check.code == 1)
        #expect(check.said.contains("\(file):2:3: There is no setting “server.prot”. Did you mean"))
        #expect(
            check.said.contains("\(file):4:3: “logging.level” cannot be “loud”. It must be one"))
    }

    @Test func checkTriesFoldersAndPorts() throws {
        let station = try Station(media: nil)
        let file = try write(
            "server: {port: \(station.port), host: 127.0.0.1}\n"
                + "library: {folders: [/nowhere]}\ndatabase: {path: \(folder.path)/tv.db}\n")
        let check = try run("check", "--config", file)

        #expect(check.code == 1)
        #expect(check.said.contains("TCP port \(station.port) is in use by exstreamtv (process "))
        #expect(check.said.contains("“/nowhere” cannot be read: No such file or directory."))
    }

    @Test func aFittingFileIsFine() throws {
        let file = try write("library: {demo: false}\n")
        let check = try run("check", "--file-only", "--config", file)

        #expect(check.code == 0)
        #expect(check.said == "\(file) is fine.\n")
    }

    @Test func serveRefusesABrokenConfiguration() throws {
        let serve = try run("serve", "--config", try write("server: [\n"))

        #expect(serve.code == 1)
        #expect(serve.said.contains("This is not YAML"))
    }

    @Test func serveNamesWhoHasThePort() throws {
        let station = try Station(media: nil)
        let environment = Station.environment(folder: folder, port: station.port)
        let second = try Process([Station.program, "serve"], environment: environment)

        #expect(try second.end(within: .seconds(10)) == 1)
        #expect(
            second.allSaid.contains(
                "ort \(station.port) is in use by exstreamtv (process \(station.process.id))."))
    }

    @Test func aBackupIsMadeWhileTheStationRunsAndRestoredWhenItDoesNot() throws {
        var station: Station? = try Station(media: nil, folder: folder)
        let file = try write("database: {path: \(folder.path)/tv.db}\n")
        let backup = "\(folder.path)/mine.db.gz"

        let made = try run("backup", backup, "--config", file)
        #expect(made.said == "The database is backed up: \(backup)\n")
        let refused = try run("restore", backup, "--config", file)
        #expect(refused.code == 1)
        #expect(refused.said.contains("tv.db” is held by another program. Stop the other"))

        station?.process.signal(SIGTERM)
        _ = try station?.process.end(within: .seconds(10))
        station = nil
        let restored = try run("restore", backup, "--config", file)
        #expect(restored.code == 0)
        #expect(restored.said.hasPrefix("\(backup) is restored. What was there before is backed"))
    }

    private func run(_ arguments: String...) throws -> (code: Int, said: String) {
        let process = try Process([Station.program] + arguments, environment: ["PATH": "/usr/bin"])
        let code = try process.end(within: .seconds(10))
        return (code, process.allSaid)
    }

    private func write(_ text: String) throws -> String {
        let path = folder.path + "/config.yaml"
        guard let file = fopen(path, "we") else { throw TestFailure("\(path): errno \(errno)") }
        fputs(text, file)
        fclose(file)
        return path
    }
}
