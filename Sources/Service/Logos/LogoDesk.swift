import Broadcast
import Glibc
import NIOPosix
import Store
import Wire

/// Keeps channels' logos: those that their owner chose, and draws the others.
actor LogoDesk {
    /// What may come, and what of it is kept as it is: some programs fetch all logos at once.
    static let mostBytes = 8_388_608
    private static let mostKept = 262_144
    private static let size = 512
    private static let patience = Duration.seconds(30)

    private let store: Store
    private let workers: any LibraryWorkers
    /// Where pictures wait for the worker that looks at them.
    private let folder: String
    private var drawn: [Channel.ID: (channel: Channel, logo: StoredLogo)] = [:]
    private var isLooking = false

    init(store: Store, workers: any LibraryWorkers, folder: String) {
        self.store = store
        self.workers = workers
        self.folder = folder
    }

    /// - Returns: `nil` if there is no such channel.
    func logo(of id: Channel.ID) async throws -> StoredLogo? {
        if let own = try await store.logo(of: id) { return own }
        guard let channel = try await store.channel(id) else { return nil }
        if let known = drawn[id], known.channel == channel { return known.logo }
        let logo = StoredLogo(picture: DrawnLogo(channel).png, type: "image/png")
        if drawn.count >= 1_000 { drawn = [:] }
        drawn[id] = (channel, logo)
        return logo
    }

    /// Makes a picture the channel's logo, once a worker was able to read it. A small one is kept
    /// as it is, for what is transparent in it; of a larger one a smaller JPEG.
    ///
    /// - Returns: Whether there is such a channel.
    /// - Throws: ``LogoError``.
    func set(_ picture: [UInt8], of id: Channel.ID) async throws -> Bool {
        guard let type = Self.type(of: picture) else { throw LogoError.noPicture }
        guard !isLooking else { throw LogoError.busy }
        isLooking = true
        defer { isLooking = false }
        let jpeg = try await read(picture)
        let isKept = picture.count <= Self.mostKept
        return try await store.set(
            StoredLogo(picture: isKept ? picture : jpeg, type: isKept ? type : "image/jpeg"),
            of: id)
    }

    /// - Returns: Whether there is such a channel.
    func remove(_ id: Channel.ID) async throws -> Bool {
        try await store.set(nil, of: id)
    }

    /// By the first bytes, for names lie.
    private static func type(of picture: [UInt8]) -> String? {
        if picture.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        let isRIFF = picture.starts(with: "RIFF".utf8)
        return isRIFF && picture.dropFirst(8).starts(with: "WEBP".utf8) ? "image/webp" : nil
    }

    /// Has a worker make a small JPEG of it.
    private func read(_ picture: [UInt8]) async throws -> [UInt8] {
        let path = "\(folder)/logo.part"
        try await NIOThreadPool.singleton.runIfActive { try Self.write(picture, to: path) }
        defer { unlink(path) }
        let worker = try await workers.launch(.scan)
        await worker.send(.shrink(path: path, width: Self.size, height: Self.size))
        let answer = await worker.next(within: Self.patience)
        await worker.end()
        guard case .event(.shrunk(_, let jpeg)) = answer else { throw LogoError.noPicture }
        return jpeg.bytes
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw LogoError.cannotBeKept(errno) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw LogoError.cannotBeKept(errno) }
            rest = rest.dropFirst(count)
        }
    }
}

extension Channel {
    /// What changes when the logo does that is drawn for it.
    var drawnLogoMark: String {
        let hash = "\(number) \(name)".utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 36)
    }

    /// Where everybody finds its logo; another address for every other logo.
    func logoPath(_ own: String?) -> String {
        "/iptv/logos/\(id).png?\(own ?? drawnLogoMark)"
    }
}

/// Why a picture does not become a logo.
enum LogoError: Error, Equatable {
    case noPicture
    case busy
    case cannotBeKept(CInt)
}

extension LogoError: Explained {
    var message: String {
        switch self {
        case .noPicture: "This is no picture that can be read."
        case .busy: "Another logo is being looked at."
        case .cannotBeKept(let code):
            "The logo cannot be written to disk: \(String(cString: strerror(code)))."
        }
    }

    var remedy: String {
        switch self {
        case .noPicture: "Choose a PNG, JPEG or WebP."
        case .busy: "Try again in a few seconds."
        case .cannotBeKept: "Make room on the disk that the database is on."
        }
    }
}
