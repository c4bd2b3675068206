import CLinux
import Glibc
import NIOPosix

/// Passwords as yescrypt hashes, made and checked by the system's libcrypt: 16 MB of memory and
/// some tens of milliseconds each, away from the cooperative pool.
enum Password {
    static let length = 8...200

    /// - Returns: the hash with its random salt; `nil` if libcrypt is not there.
    static func hash(_ password: String) async throws -> String? {
        try await NIOThreadPool.singleton.runIfActive { crypt(password, nil) }
    }

    static func matches(_ password: String, _ hash: String) async throws -> Bool {
        let found = try await NIOThreadPool.singleton.runIfActive { crypt(password, hash) }
        return found.map { isEqual(Array($0.utf8), Array(hash.utf8)) } ?? false
    }

    private static func crypt(_ password: String, _ setting: String?) -> String? {
        var out = [CChar](repeating: 0, count: 400)
        guard clinux_hash_password(password, setting, &out, out.count) != 0 else { return nil }
        let text = out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Takes the same time wherever the difference is.
    private static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
