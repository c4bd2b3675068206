import CWeb
import NIOCore

/// A file of the page, built into the program.
struct Asset: Sendable {
    let bytes: ByteBuffer
    /// Changes with the content.
    let fingerprint: String

    static let style = Asset(named: "page.css")
    static let icon = Asset(named: "icon.svg")

    private init(named name: String) {
        let asset = tv_asset_named(name)
        bytes = ByteBuffer(bytes: UnsafeBufferPointer(start: asset.bytes, count: asset.count))
        let hash = bytes.readableBytesView.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        fingerprint = String(hash, radix: 36)
    }
}
