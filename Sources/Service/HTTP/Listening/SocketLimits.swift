import Glibc
import NIOCore

/// What every accepted connection is set to.
///
/// A viewer that stops reading would otherwise cost the kernel up to 4 MB, and one that vanished
/// without a word would keep its tuner for minutes.
enum SocketLimits {
    static func apply(to channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        try options.setOption(.tcpOption(.tcp_nodelay), value: 1)
        try options.setOption(.socketOption(.so_sndbuf), value: 262_144)  // Linux doubles it.
        try options.setOption(.tcpOption(.init(rawValue: TCP_NOTSENT_LOWAT)), value: 131_072)
        // Milliseconds without a byte acknowledged, after which the kernel gives up.
        try options.setOption(.tcpOption(.init(rawValue: TCP_USER_TIMEOUT)), value: 15_000)
    }
}
