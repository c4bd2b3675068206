import Broadcast

/// The system's time zone database, for a static binary has none of its own.
enum ZoneFiles {
    private static let folder = "/usr/share/zoneinfo"

    /// The rules of a zone such as `Europe/Helsinki`.
    ///
    /// - Throws: ``ZoneError`` if there is no such zone, or its file cannot be read.
    static func rules(named name: String) throws(ZoneError) -> ZoneRules {
        if name == "UTC" { return .utc }
        guard isName(name) else { throw .unknown(name) }
        do {
            return try ZoneRules(
                file: try BoundedFile.read("\(folder)/\(name)", most: 1_048_576))
        } catch {
            throw .unknown(name)
        }
    }

    /// The rules of this machine's own zone; UTC where it has none.
    static func local() -> ZoneRules {
        let file = try? BoundedFile.read("/etc/localtime", most: 1_048_576)
        return file.flatMap { try? ZoneRules(file: $0) } ?? .utc
    }

    /// Parts of letters, digits and a few signs, so that no name leaves the folder.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count <= 3 && name.utf8.count <= 64
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                            || $0 == 95 || $0 == 45 || $0 == 43
                    }
            }
    }
}

/// A time zone that this machine does not know.
enum ZoneError: Error, Equatable {
    case unknown(String)
}

extension ZoneError: Explained {
    var message: String {
        switch self {
        case .unknown(let name): "“\(name.prefix(64))” is not a time zone that this machine knows."
        }
    }

    var remedy: String {
        "Use a name such as Europe/Helsinki, and install the package tzdata if it is missing."
    }
}
