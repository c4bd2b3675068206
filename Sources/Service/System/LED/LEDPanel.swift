import Broadcast
import Glibc

/// The lights of this board that tell how the station is: one that says that all is well, another
/// that says that it is not, or one for both.
public struct LEDPanel: Sendable {
    let ready: LEDDevice?
    let fault: LEDDevice?

    /// Whether there is any light.
    public var isFitted: Bool { ready != nil || fault != nil }

    /// - Parameters:
    ///   - ready: Names of lights, with `*` for whatever may stand in their place, the best first.
    ///   - fault: The same; the light that `ready` names is not taken for it.
    init(folder: String, ready: String, fault: String) {
        let names = Self.names(in: folder)
        let first = Self.first(of: ready, among: names)
        let second = Self.first(of: fault, among: names.filter { $0 != first })
        self.ready = first.map { LEDDevice(folder: "\(folder)/\($0)") }
        self.fault = second.map { LEDDevice(folder: "\(folder)/\($0)") }
    }

    /// The lights that `LED_READY` and `LED_FAULT` name, as in the board's file.
    public init(_ environment: (String) -> String?) {
        self.init(
            folder: environment("LED_FOLDER") ?? "/sys/class/leds",
            ready: environment("LED_READY") ?? "", fault: environment("LED_FAULT") ?? "")
    }

    /// Shows what the file says; one that says nothing known shows that the station boots.
    ///
    /// - Throws: An `Explained` error if a light does not take what it is told.
    public func show(fileNamed file: String) throws {
        let text = (try? BoundedFile.text(file, most: 64)) ?? ""
        let word = text.filter { !$0.isWhitespace }
        try show(LEDMessage(word: word) ?? .state(.booting))
    }

    /// Shows the message with one light, or with the two of them: green is the one's, red the
    /// other's, amber that of both.
    func show(_ message: LEDMessage) throws {
        let signal = message.signal
        guard let ready, let fault, !ready.hasColours else {
            try (ready ?? fault)?.show(signal)
            try ready.map { _ in try fault?.show(.dark) }
            return
        }
        let isShared = signal.colour == .amber || signal.colour == .white
        let isFault = signal.colour == .red
        try ready.show(isFault ? .dark : signal)
        try fault.show(isFault || isShared ? signal : .dark)
    }

    private static func first(of patterns: String, among names: [String]) -> String? {
        for pattern in patterns.split(separator: " ") {
            if let name = names.first(where: { fnmatch(String(pattern), $0, 0) == 0 }) {
                return name
            }
        }
        return nil
    }

    private static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
