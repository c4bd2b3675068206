/// An error fit to show: what happened, then what to do about it. Both are whole sentences.
public protocol Explained: Error, CustomStringConvertible {
    var message: String { get }
    var remedy: String { get }
}

extension Explained {
    public var description: String { "\(message) \(remedy)" }
}
