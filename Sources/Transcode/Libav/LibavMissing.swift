public import Broadcast

/// libav is not, or not wholly, on this machine.
public struct LibavMissing: Equatable, Sendable {
    /// The library's file name, such as `libavcodec.so.59`.
    public let library: String
    /// Debian's package of it.
    public let package: String
    /// What the dynamic loader said.
    public let reason: String
}

extension LibavMissing: Explained {
    public var message: String {
        "The media library \(library) cannot be loaded (\(reason))."
    }

    public var remedy: String {
        "Install it with “apt-get install \(package)”; channels stay silent until then."
    }
}
