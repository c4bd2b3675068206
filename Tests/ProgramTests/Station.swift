import FoundationEssentials
import Glibc

/// A running `exstreamtv serve` on a free port of 127.0.0.1, with its data in a folder of its own.
final class Station {
    let process: Process
    let port: Int
    /// Where the database is; removed with the last station that used it.
    let folder: TemporaryFolder

    /// - Parameter port: `nil` takes a free one.
    init(
        media: String?, folder: TemporaryFolder = TemporaryFolder(), port: Int? = nil,
        settings: [String: String] = [:]
    ) throws {
        self.folder = folder
        self.port = port ?? Self.freePort()
        var environment = Self.environment(folder: folder, port: self.port)
        if let media { environment["EXSTREAMTV_LIBRARY_FOLDERS"] = media }
        environment.merge(settings) { $1 }
        process = try Process([Self.program, "serve"], environment: environment)
        do {
            try process.wait(toSay: "http://127.0.0.1:\(self.port)", within: .seconds(10))
        } catch {
            process.signal(SIGKILL)
            throw error
        }
    }

    deinit {
        process.signal(SIGKILL)
        _ = try? process.end(within: .seconds(5))
    }

    /// Its living stream workers.
    var workers: [pid_t] {
        Process.descendants(of: process.id).filter {
            textFile("/proc/\($0)/comm").hasPrefix("stream")
        }
    }

    /// The built program, which lies beside the tests.
    static let program: String = {
        var path = [CChar](repeating: 0, count: 4_096)
        let length = readlink("/proc/self/exe", &path, path.count)
        let bytes = path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
        let tests = String(decoding: bytes, as: UTF8.self)
        let folder = tests.split(separator: "/").dropLast().joined(separator: "/")
        return "/\(folder)/exstreamtv"
    }()

    /// The folder of clips, if this run has one.
    static let media: String? = {
        let path = ProcessInfo.processInfo.environment["EXSTREAMTV_TEST_MEDIA"] ?? ""
        return path.isEmpty ? nil : path
    }()

    static func environment(folder: TemporaryFolder, port: Int) -> [String: String] {
        [
            "PATH": "/usr/bin:/bin",
            "EXSTREAMTV_CONFIG": "/dev/null",
            "EXSTREAMTV_SERVER_HOST": "127.0.0.1",
            "EXSTREAMTV_SERVER_PORT": "\(port)",
            "EXSTREAMTV_SERVER_EXTRA_PORTS": "",
            "EXSTREAMTV_DATABASE_PATH": folder.path + "/tv.db",
            "EXSTREAMTV_HDHOMERUN_ENABLED": "false",
            "EXSTREAMTV_LIBRARY_DEMO": "false",
        ]
    }

    static func freePort() -> Int {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length)
                getsockname(descriptor, $0, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Asks again, each answer after the other, until `isDone` says that the answer is the one.
    func get(_ path: String, within span: Duration = .seconds(20), until isDone: (Client) -> Bool)
        throws -> Client
    {
        let deadline = Deadline(span)
        while true {
            let answer = try Client.get(path, port: port)
            if isDone(answer) { return answer }
            if deadline.isOver { throw TestFailure("\(path) still says \(answer.text)") }
        }
    }

    /// Waits until the library is known, and gives the lineup's channels that play its files.
    func channels() throws -> [LineupEntry] {
        let answer = try get("/lineup.json") { answer in
            answer.status == 200 && (try? Self.lineup(answer))?.contains { !$0.isCard } == true
        }
        return try Self.lineup(answer).filter { !$0.isCard }
    }

    private static func lineup(_ answer: Client) throws -> [LineupEntry] {
        try JSONDecoder().decode([LineupEntry].self, from: Data(answer.body))
    }
}

/// A channel as `lineup.json` lists it.
struct LineupEntry: Decodable {
    let number: String
    let name: String
    let url: String

    /// The channel that needs no library.
    var isCard: Bool { name.lowercased().contains("test card") }

    private enum CodingKeys: String, CodingKey {
        case number = "GuideNumber"
        case name = "GuideName"
        case url = "URL"
    }
}

/// A folder that goes when nobody holds it any more.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = "/tmp/exstreamtv-test-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
