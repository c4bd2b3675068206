public import Broadcast

/// A collection that the owner has put together.
public struct OwnCollection: Equatable, Sendable, Identifiable {
    public let id: MediaCollection.ID
    public var name: String
    public var mix: MediaMix
}

/// Why a collection of the owner's own could not be kept or removed.
public enum OwnCollectionError: Error, Equatable, Sendable {
    case taken(String)
    case noFile(Media.ID)
    case noCollection(MediaCollection.ID)
    /// Names from one collection to the one that leads back to it.
    case cycle([String])
    case tooDeep
    case inUse(String, by: String)
}

extension OwnCollectionError: Explained {
    public var message: String {
        switch self {
        case .taken(let name): "There is a collection “\(name)” already."
        case .noFile(let id): "The library has no file \(id)."
        case .noCollection(let id): "The library has no collection \(id)."
        case .cycle(let names):
            "The collection would contain itself: \(names.joined(separator: " → "))."
        case .tooDeep: "Collections are nested too deep."
        case .inUse(let name, let user): "“\(name)” is used by \(user), so it stays."
        }
    }

    public var remedy: String {
        switch self {
        case .taken: "Choose another name."
        case .noFile, .noCollection: "Leave it out; it may have been removed meanwhile."
        case .cycle: "Leave one of them out."
        case .tooDeep: "Put less of them into each other."
        case .inUse: "Take it out of there first."
        }
    }
}

extension Store {
    /// - Returns: `nil` if there is no such collection, or it is not the owner's own.
    public func ownCollection(_ id: MediaCollection.ID) async throws -> OwnCollection? {
        try await read { try $0.ownCollection(id) }
    }

    /// - Throws: ``OwnCollectionError``.
    public func addOwnCollection(named name: String, _ mix: MediaMix) async throws -> OwnCollection
    {
        try await write { database in
            try database.checkIsFree(name, but: nil)
            try database.execute(
                "INSERT INTO collections (name, mix, revision) VALUES (?1, ?2, 0)",
                [name, try JSONText.encode(mix)])
            let id: MediaCollection.ID? = try database.first("SELECT max(id) FROM collections") {
                (row) throws(StoreError) in try row[0]
            }
            guard let id else { throw StoreError.unreadable("a new collection has no id") }
            let made = OwnCollection(id: id, name: name, mix: mix)
            try database.checkParts(of: made)
            return made
        }
    }

    /// Reads, edits and writes one as one step, so that no edit undoes another.
    ///
    /// - Parameter edit: throws to leave it as it is.
    /// - Returns: it as it is now; `nil` if there is none.
    /// - Throws: ``OwnCollectionError``, or what `edit` does.
    public func change(
        _ id: MediaCollection.ID, _ edit: @Sendable (inout OwnCollection) throws -> Void
    ) async throws -> OwnCollection? {
        try await write { database in
            guard var changed = try database.ownCollection(id) else { return nil }
            try edit(&changed)
            try database.checkIsFree(changed.name, but: id)
            try database.execute(
                "UPDATE collections SET name = ?2, mix = ?3 WHERE id = ?1",
                [id, changed.name, try JSONText.encode(changed.mix)])
            try database.checkParts(of: changed)
            // Others may be made of this one.
            try database.execute(
                "UPDATE collections SET revision = revision + 1 WHERE mix IS NOT NULL", [])
            return changed
        }
    }

    /// - Parameter check: throws to leave it where it is.
    /// - Returns: whether there was one.
    /// - Throws: ``OwnCollectionError/inUse(_:by:)``, or what `check` does.
    public func removeOwnCollection(
        _ id: MediaCollection.ID, _ check: @Sendable (OwnCollection) throws -> Void = { _ in }
    ) async throws -> Bool {
        try await write { database in
            guard let own = try database.ownCollection(id) else { return false }
            try check(own)
            if let user = try database.user(of: id) {
                throw OwnCollectionError.inUse(own.name, by: user)
            }
            return try database.execute("DELETE FROM collections WHERE id = ?1", [id]) > 0
        }
    }
}

extension Database {
    fileprivate func ownCollection(_ id: MediaCollection.ID) throws(StoreError) -> OwnCollection? {
        guard let rule = try rule(of: id), let mix = rule.mix else { return nil }
        return OwnCollection(
            id: id, name: rule.name, mix: try JSONText.decode(MediaMix.self, from: mix))
    }

    fileprivate func checkIsFree(_ name: String, but id: MediaCollection.ID?) throws {
        let taken: Int? = try first(
            "SELECT 1 FROM collections WHERE mix IS NOT NULL AND name = ?1 COLLATE NOCASE "
                + "AND id <> ?2", [name, id ?? MediaCollection.ID(0)]
        ) { (row) throws(StoreError) in try row[0] }
        if taken != nil { throw OwnCollectionError.taken(name) }
    }

    /// That all it is made of is there, and none of that is made of it.
    fileprivate func checkParts(of own: OwnCollection) throws {
        if let id = try unknown(among: own.mix.media).min(by: { $0.value < $1.value }) {
            throw OwnCollectionError.noFile(id)
        }
        var sound: Set<MediaCollection.ID> = []
        try check(own.mix, on: [own], &sound)
    }

    private func check(
        _ mix: MediaMix, on path: [OwnCollection], _ sound: inout Set<MediaCollection.ID>
    ) throws {
        guard path.count <= MixEvaluation.deepest else { throw OwnCollectionError.tooDeep }
        for id in mix.collections.sorted() where !sound.contains(id) {
            guard try rule(of: id) != nil else { throw OwnCollectionError.noCollection(id) }
            guard let member = try ownCollection(id) else { continue }
            if path.contains(where: { $0.id == id }) {
                throw OwnCollectionError.cycle((path + [member]).map(\.name))
            }
            try check(member.mix, on: path + [member], &sound)
            sound.insert(id)
        }
    }

    /// A channel or another collection that draws from this one, in words.
    func user(of id: MediaCollection.ID) throws(StoreError) -> String? {
        let plans = try query(
            "SELECT channels.name, schedule FROM schedules JOIN channels ON id = channel"
        ) { (row) throws(StoreError) -> (String, String) in (try row[0], try row[1]) }
        for (name, text) in plans {
            let plan = try? JSONText.decode(Schedule.self, from: text)
            if plan?.collections.contains(id) == true { return "the channel “\(name)”" }
        }
        let mixes = try query("SELECT name, mix FROM collections WHERE mix IS NOT NULL") {
            (row) throws(StoreError) -> (String, String) in (try row[0], try row[1])
        }
        for (name, text) in mixes {
            let mix = try JSONText.decode(MediaMix.self, from: text)
            if mix.collections.contains(id) { return "the collection “\(name)”" }
        }
        return nil
    }
}
