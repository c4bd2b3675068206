import Broadcast
import Glibc

/// One light as Linux shows it: a folder of files under `/sys/class/leds`
/// (Documentation/leds/leds-class.rst). The kernel does the blinking, so that it goes on whatever
/// becomes of the program.
struct LEDDevice: Equatable, Sendable {
    let folder: String

    /// Whether it can have any colour.
    var hasColours: Bool {
        Set(colours).isSuperset(of: ["red", "green", "blue"])
    }

    /// - Throws: ``FileError`` if the light does not take what it is told.
    func show(_ signal: LEDSignal) throws(FileError) {
        let brightest = Int(try read("max_brightness")) ?? 255
        let triggers = try triggers
        try write("none", to: "trigger")
        guard signal.pattern != .off else { return try write("0", to: "brightness") }
        if hasColours {
            try write(intensities(of: signal.colour, brightest), to: "multi_intensity")
        }
        try write("\(brightest)", to: "brightness")
        let steps = signal.pattern.steps
        guard !steps.isEmpty else { return }
        if steps.count > 2, triggers.contains("pattern") {
            try write("pattern", to: "trigger")
            try write(LEDDevice.pattern(steps, brightest), to: "pattern")
        } else if triggers.contains("timer") {
            try write("timer", to: "trigger")
            try write("\(steps[0])", to: "delay_on")
            try write("\(steps[steps.count - 1])", to: "delay_off")
        }
    }

    /// Pairs of brightness and milliseconds; a brightness that is to change at once is reached in 0
    /// (Documentation/ABI/testing/sysfs-class-led-trigger-pattern).
    static func pattern(_ steps: [Int], _ brightest: Int) -> String {
        steps.enumerated().map { index, length in
            let level = index.isMultiple(of: 2) ? brightest : 0
            return "\(level) \(length) \(level) 0"
        }.joined(separator: " ")
    }

    /// What the kernel can drive the light with; the present one is in brackets.
    private var triggers: Set<String> {
        get throws(FileError) {
            let names = try read("trigger").split(separator: " ")
            return Set(names.map { $0.filter { !"[]".contains($0) } })
        }
    }

    /// The order in which a light of several colours is told them.
    private var colours: [String] {
        ((try? read("multi_index")) ?? "").split(separator: " ").map(String.init)
    }

    private func intensities(of colour: LEDSignal.Colour, _ brightest: Int) -> String {
        let parts: [String: Int] =
            switch colour {
            case .green: ["green": 100]
            case .blue: ["blue": 100]
            case .amber: ["red": 100, "green": 50]
            case .red: ["red": 100]
            case .white: ["red": 100, "green": 100, "blue": 100]
            }
        return colours.map { "\(brightest * (parts[$0] ?? 0) / 100)" }.joined(separator: " ")
    }

    private func read(_ name: String) throws(FileError) -> String {
        let text = try BoundedFile.text("\(folder)/\(name)", most: 4_096)
        return String(text.split(separator: "\n").first ?? "")
    }

    private func write(_ text: String, to name: String) throws(FileError) {
        try BoundedFile.overwrite("\(folder)/\(name)", with: text)
    }
}
