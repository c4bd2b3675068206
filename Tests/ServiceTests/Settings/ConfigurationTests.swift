import Broadcast
import FoundationEssentials
import Testing

@testable import Service

@Suite struct ConfigurationTests {
    @Test func theShippedFileSaysExactlyTheDefaults() throws {
        let file = repository + "/overlay/etc/exstreamtv/config.yaml"
        let configuration = try Configuration.load(path: file, environment: [:])

        #expect(configuration == Configuration(settings: Settings(), file: file, pinned: []))
        let text = try BoundedFile.text(file)
        for key in Settings.keys {
            #expect(text.contains("\n  \(key.key): "), "\(key.name) is not shown")
        }
    }

    @Test func theEnvironmentOverridesTheFile() throws {
        let file = try temporaryFile("server: {port: 1, host: a}\n")
        let configuration = try Configuration.load(
            path: nil,
            environment: ["EXSTREAMTV_CONFIG": file, "EXSTREAMTV_SERVER_PORT": "2"])

        #expect(configuration.file == file)
        #expect(configuration.settings.server.host == "a")
        #expect(configuration.settings.server.port == 2)
        #expect(configuration.pinned == ["server.port"])
    }

    @Test func everyProblemNamesItsPlace() throws {
        let file = try temporaryFile("server:\n  prot: 80\nstreaming:\n  lead: 60\n")
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.load(path: file, environment: ["EXSTREAMTV_LIBRARY_DEMO": "2"])
        }

        #expect(
            error?.problems.map(\.description) == [
                "\(file):2:3: There is no setting “server.prot”. Did you mean “server.port”?",
                "\(file):4:3: “streaming.lead” cannot be “60”. "
                    + "It must be whole seconds from 1 to 10.",
                "EXSTREAMTV_LIBRARY_DEMO: “library.demo” cannot be “2”. "
                    + "It must be true or false.",
            ])
    }

    @Test func aFileThatWasNamedMustExist() {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.load(path: "/nowhere/config.yaml", environment: [:])
        }

        #expect(
            error?.problems.map(\.description) == [
                "/nowhere/config.yaml: “/nowhere/config.yaml” cannot be read: "
                    + "No such file or directory. Create it, or name another one."
            ])
    }

    @Test func brokenTextIsOneProblem() throws {
        let file = try temporaryFile("server: [\n")
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.load(path: file, environment: [:])
        }

        #expect(error?.problems.count == 1)
        #expect(error?.problems.first?.place.hasPrefix("\(file):2:") == true)
    }
}

/// This file's repository.
private let repository = String(
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        .joined(separator: "/"))

private func temporaryFile(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory
        .appending(path: "exstreamtv-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: file)
    return file.path
}
