import Broadcast
import Testing

@testable import Service

@Suite struct LEDPanelTests {
    @Test func greenAndRedAreTwoLightsAndAmberIsBoth() throws {
        let folder = try LEDFolder(["tuner:green:status": [:], "tuner:red:fault": [:]])
        let panel = folder.panel(ready: "*:green:*", fault: "*:red:fault")
        try panel.show(.state(.ok))
        #expect(try folder.does("tuner:green:status") == ["none", "255"])
        #expect(try folder.does("tuner:red:fault") == ["none", "0"])
        try panel.show(.state(.failing))
        #expect(try folder.does("tuner:green:status") == ["none", "0"])
        #expect(try folder.does("tuner:red:fault") == ["pattern", "255"])
        try panel.show(.state(.attention))
        #expect(try folder.does("tuner:green:status") == ["pattern", "255"])
        #expect(try folder.does("tuner:red:fault") == ["pattern", "255"])
    }

    @Test func oneLightShowsEverything() throws {
        let folder = try LEDFolder(["ACT": [:], "mmc0::": [:]])
        let panel = folder.panel(ready: "PWR ACT", fault: "ACT")
        #expect(panel.fault == nil)
        try panel.show(.state(.failing))
        #expect(try folder.does("ACT") == ["pattern", "255"])
        #expect(try folder.does("mmc0::") == ["[none] timer pattern", "0"])
    }

    @Test func aLightOfManyColoursNeedsNoOther() throws {
        let colours = ["multi_index": "red green blue", "multi_intensity": ""]
        let folder = try LEDFolder(["rgb:status": colours, "red:fault": ["brightness": "255"]])
        try folder.panel(ready: "rgb:*", fault: "red:*").show(.state(.failing))
        #expect(try folder.text("rgb:status", "multi_intensity") == "255 0 0")
        #expect(try folder.does("red:fault") == ["none", "0"])
    }

    @Test func theFirstNameThatThereIsIsTaken() throws {
        let folder = try LEDFolder(["b:status": [:], "a:status": [:], "power": [:]])
        #expect(folder.panel(ready: "led1 *:status power").ready == folder.device("a:status"))
        #expect(!folder.panel(ready: "none", fault: "").isFitted)
        #expect(!LEDPanel { _ in nil }.isFitted)
    }

    @Test(arguments: ["", "no state\n", "ok ok", "failing and more"])
    func whatIsNoStateShowsThatTheStationBoots(text: String) throws {
        let folder = try LEDFolder(["ready": [:]])
        try folder.media.write("light", text)
        try folder.panel(ready: "ready").show(fileNamed: "\(folder.media.path)/light")
        #expect(try folder.text("ready", "delay_on") == "1000")
    }

    @Test func theDriverIsToldAWordAndShowsIt() throws {
        let folder = try LEDFolder(["ready": [:]])
        let environment = [
            "RUNTIME_DIRECTORY": folder.media.path, "LED_READY": "ready", "LED_FOLDER": folder.path,
        ]
        let driver = try #require(LEDDriver { environment[$0] })
        driver.tell(.state(.attention))
        driver.tell(.state(.ok))
        #expect(try BoundedFile.text(driver.file) == "ok\n")
        try LEDPanel { environment[$0] }.show(fileNamed: driver.file)
        #expect(try folder.does("ready") == ["none", "255"])
    }

    @Test func aBoxWithoutALightHasNoDriver() throws {
        #expect(LEDDriver { $0 == "RUNTIME_DIRECTORY" ? "/run" : nil } == nil)
    }
}
