import Glibc
import Testing

@testable import Service

/// A folder with lights, as Linux has them; what is written to one is read back.
final class LEDFolder: Sendable {
    let media: MediaFolder
    var path: String { "\(media.path)/leds" }

    init(_ lights: [String: [String: String]]) throws {
        media = try MediaFolder()
        for (name, more) in lights {
            let files = [
                "max_brightness": "255", "brightness": "0", "trigger": "[none] timer pattern",
                "delay_on": "", "delay_off": "", "pattern": "",
            ]
            for (file, text) in files.merging(more, uniquingKeysWith: { $1 }) {
                try media.write("leds/\(name)/\(file)", text + "\n")
            }
        }
    }

    func panel(ready: String, fault: String = "") -> LEDPanel {
        LEDPanel(folder: path, ready: ready, fault: fault)
    }

    func device(_ name: String) -> LEDDevice { LEDDevice(folder: "\(path)/\(name)") }

    func text(_ light: String, _ file: String) throws -> String {
        try BoundedFile.text("\(path)/\(light)/\(file)").filter { !$0.isNewline }
    }

    /// Trigger and brightness: what the light does. The kernel names all triggers again then.
    func does(_ light: String) throws -> [String] {
        let seen = [try text(light, "trigger"), try text(light, "brightness")]
        try media.write("leds/\(light)/trigger", "[none] timer pattern\n")
        return seen
    }
}
