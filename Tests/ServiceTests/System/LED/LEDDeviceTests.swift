import Broadcast
import Testing

@testable import Service

@Suite struct LEDDeviceTests {
    @Test func aSteadyLightIsLitWithoutATrigger() throws {
        let folder = try LEDFolder(["ready": ["max_brightness": "15"]])
        try folder.device("ready").show(LEDSignal(.green, .steady))
        #expect(try folder.does("ready") == ["none", "15"])
        try folder.device("ready").show(.dark)
        #expect(try folder.does("ready") == ["none", "0"])
    }

    @Test func theKernelBlinksByItself() throws {
        let folder = try LEDFolder(["ready": [:]])
        try folder.device("ready").show(LEDSignal(.green, .wink))
        #expect(try folder.does("ready") == ["timer", "255"])
        #expect(try folder.text("ready", "delay_on") == "1900")
        #expect(try folder.text("ready", "delay_off") == "100")
    }

    @Test func flashesAreAPattern() throws {
        let folder = try LEDFolder(["ready": ["max_brightness": "1"]])
        try folder.device("ready").show(LEDSignal(.amber, .two))
        #expect(try folder.does("ready") == ["pattern", "1"])
        let pattern = try folder.text("ready", "pattern")
        #expect(pattern == "1 150 1 0 0 150 0 0 1 150 1 0 0 1550 0 0")
    }

    @Test func whereThereAreNoPatternsItBlinksAllTheSame() throws {
        let folder = try LEDFolder(["ready": ["trigger": "none [timer]"]])
        try folder.device("ready").show(LEDSignal(.blue, .three))
        #expect(try folder.does("ready") == ["timer", "255"])
        #expect(try folder.text("ready", "delay_on") == "150")
        #expect(try folder.text("ready", "delay_off") == "1250")
    }

    @Test func aLightOfSeveralColoursHasThatOfTheSignal() throws {
        let folder = try LEDFolder([
            "rgb": ["multi_index": "blue red green", "multi_intensity": ""]
        ])
        try folder.device("rgb").show(LEDSignal(.amber, .steady))
        #expect(try folder.text("rgb", "multi_intensity") == "0 255 127")
        try folder.device("rgb").show(.identify)
        #expect(try folder.text("rgb", "multi_intensity") == "255 255 255")
    }

    @Test func aLightThatIsGoneIsSaid() throws {
        let folder = try LEDFolder([:])
        #expect(throws: FileError.self) { try folder.device("ready").show(.dark) }
    }
}
