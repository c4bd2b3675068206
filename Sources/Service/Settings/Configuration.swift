public import Broadcast

/// The settings that are in force, and where they came from.
public struct Configuration: Equatable, Sendable {
    /// Where the settings are looked for when nobody says otherwise.
    public static let defaultPath = "/etc/exstreamtv/config.yaml"

    public let settings: Settings
    /// The file that was read; `nil` when there is none and the defaults hold.
    public let file: String?
    /// Names of the settings that the environment decides.
    public let pinned: Set<String>

    /// Reads the file, then lets the environment override it.
    ///
    /// - Parameters:
    ///   - path: The file asked for; without it `EXSTREAMTV_CONFIG` names one, and then
    ///     ``defaultPath``, which alone may be missing.
    /// - Throws: ``ConfigurationError`` with everything that is wrong.
    public static func load(path: String?, environment: [String: String]) throws -> Configuration {
        let wanted = path ?? environment["EXSTREAMTV_CONFIG"]
        var settings = Settings()
        var problems: [ConfigurationProblem] = []
        let file = try wanted ?? existing(defaultPath)
        if let file {
            problems = read(file, into: &settings)
        }
        problems += settings.apply(environment: environment).map {
            ConfigurationProblem(
                place: $0.variable ?? "", message: $0.problem.message, remedy: $0.problem.remedy)
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        let pinned = Settings.keys.filter { environment[$0.variable] != nil }.map(\.name)
        return Configuration(settings: settings, file: file, pinned: Set(pinned))
    }

    private static func existing(_ path: String) throws -> String? {
        do {
            _ = try BoundedFile.read(path, most: 1)
            return path
        } catch let error where error.isMissing {
            return nil
        } catch {
            return path  // It is there; reading it whole says what is wrong.
        }
    }

    private static func read(_ file: String, into settings: inout Settings)
        -> [ConfigurationProblem]
    {
        do {
            let bytes = try BoundedFile.read(file, most: YAMLReader.mostBytes + 1)
            return settings.apply(try YAMLReader.read(bytes)).map {
                ConfigurationProblem(
                    place: place($0.place, in: file), message: $0.problem.message,
                    remedy: $0.problem.remedy)
            }
        } catch let error as YAMLError {
            return [
                ConfigurationProblem(
                    place: place(error.place, in: file), message: error.message,
                    remedy: error.remedy)
            ]
        } catch let error as FileError {
            return [
                ConfigurationProblem(place: file, message: error.message, remedy: error.remedy)
            ]
        } catch {
            return [ConfigurationProblem(place: file, message: "\(error)", remedy: "")]
        }
    }

    private static func place(_ place: YAMLNode.Place?, in file: String) -> String {
        place.map { "\(file):\($0)" } ?? file
    }
}

/// One thing that is wrong with the configuration or with what it asks for.
public struct ConfigurationProblem: Explained, Equatable {
    /// The file with line and column, or the variable; empty when neither is to blame.
    public let place: String
    public let message: String
    public let remedy: String

    public var description: String {
        (place.isEmpty ? "" : "\(place): ") + message + (remedy.isEmpty ? "" : " \(remedy)")
    }
}

/// Everything that is wrong with the configuration.
public struct ConfigurationError: Explained, Equatable {
    public let problems: [ConfigurationProblem]

    public var message: String { problems.map(\.description).joined(separator: "\n") }
    public var remedy: String { "Correct it and start again; “exstreamtv check” checks it." }
    public var description: String { message + "\n" + remedy }
}
