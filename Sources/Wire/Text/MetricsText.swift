/// Measurements in the text format that Prometheus reads, version 0.0.4.
public struct MetricsText: Sendable {
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    public enum Kind: String, Sendable { case counter, gauge }

    private var text = ""

    public init() {}

    public var bytes: [UInt8] { Array(text.utf8) }

    /// One measurement of the whole program.
    public mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        head(name, kind, help)
        text += "\(name) \(Self.number(value))\n"
    }

    /// One measurement for each value of a label; none is written if there are none.
    public mutating func add(
        _ name: String, _ kind: Kind, _ help: String, by label: String, _ values: [String: Double]
    ) {
        guard !values.isEmpty else { return }
        head(name, kind, help)
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            text += "\(name){\(label)=\"\(Self.escaped(key))\"} \(Self.number(value))\n"
        }
    }

    private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
