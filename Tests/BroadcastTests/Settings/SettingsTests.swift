import Broadcast
import Testing

@Suite struct SettingsTests {
    private var settings = Settings()

    @Test func everyKeyAcceptsItsOwnDefault() throws {
        for key in Settings.keys {
            var changed = Settings()
            try key.set(key.value(in: Settings()), in: &changed)
            #expect(changed == Settings(), "\(key.name)")
        }
    }

    @Test func keysAreNamedOnceAndExplained() {
        #expect(Set(Settings.keys.map(\.name)).count == Settings.keys.count)
        #expect(Settings.keys.allSatisfy { $0.meaning.hasSuffix(".") })
        #expect(
            Settings.sections == [
                "server", "database", "library", "ffmpeg", "hdhomerun", "streaming", "guide",
                "logging",
            ])
    }

    @Test mutating func valuesWithinTheLimitsAreTaken() throws {
        try settings.set("server.port", to: .single("80"))
        try settings.set("server.extra_ports", to: .list([]))
        try settings.set("library.folders", to: .list(["/media/My: films", "/b"]))
        try settings.set("hdhomerun.device_id", to: .single("E5E17005"))
        try settings.set("streaming.idle_timeout", to: .single("0"))
        try settings.set("hdhomerun.enabled", to: .single("no"))

        #expect(settings.server.port == 80)
        #expect(settings.server.extraPorts == [])
        #expect(settings.library.folders == ["/media/My: films", "/b"])
        #expect(settings.hdhomerun.deviceID == DeviceID("E5E17005"))
        #expect(settings.streaming.idleTimeout == .zero)
        #expect(!settings.hdhomerun.enabled)
    }

    @Test(arguments: [
        ("server.port", "65536"), ("server.port", "8411x"), ("server.port", ""),
        ("server.host", "a b"), ("database.path", "tv.db"), ("library.folders", "media"),
        ("library.demo", "maybe"), ("ffmpeg.profile", "4k"), ("hdhomerun.tuner_count", "0"),
        ("hdhomerun.friendly_name", "a\nb"), ("streaming.lead", "11"), ("logging.level", "loud"),
    ])
    mutating func valuesOutsideOfTheLimitsAreRefused(key: String, text: String) {
        #expect(throws: SettingProblem.self) { try settings.set(key, to: .single(text)) }
        #expect(settings == Settings())
    }

    @Test(arguments: [
        (
            "server.prot", "1",
            "There is no setting “server.prot”. Did you mean “server.port”?"
        ),
        (
            "streaming.tuner_count", "1",
            "There is no setting “streaming.tuner_count”. Did you mean “hdhomerun.tuner_count”?"
        ),
        (
            "server.colour", "1",
            "There is no setting “server.colour”. "
                + "Remove it, or see the comments in the example file for all settings."
        ),
        (
            "streaming.lead", "60",
            "“streaming.lead” cannot be “60”. It must be whole seconds from 1 to 10."
        ),
        (
            "hdhomerun.device_id", "E5E17001",
            "“hdhomerun.device_id” cannot be “E5E17001”. It must be 8 hexadecimal digits that "
                + "pass the tuner protocol's self-check, or empty: E5E17005 would do."
        ),
        ("logging.level", "", "“logging.level” is empty. " + levels),
        ("logging.level", "a\u{1b}[2J", "“logging.level” cannot be “a\\u{1B}[2J”. " + levels),
    ])
    mutating func problemsAreExplained(key: String, text: String, said: String) {
        do throws(SettingProblem) {
            try settings.set(key, to: .single(text))
            Issue.record("accepted")
        } catch {
            #expect(error.description == said)
        }
    }

    private static let levels = "It must be one of trace, debug, info, notice, warning, error."
}

@Suite struct SettingsFromTheEnvironmentTests {
    private var settings = Settings()

    @Test mutating func variablesOverrideKeys() {
        let problems = settings.apply(environment: [
            "EXSTREAMTV_SERVER_PORT": "9000", "EXSTREAMTV_SERVER_EXTRA_PORTS": "81, 5005",
            "EXSTREAMTV_LIBRARY_FOLDERS": "/a, b:/c", "EXSTREAMTV_TEST_MEDIA": "/x", "HOME": "/",
        ])

        #expect(problems == [])
        #expect(settings.server.port == 9_000)
        #expect(settings.server.extraPorts == [81, 5_005])
        #expect(settings.library.folders == ["/a, b", "/c"])
    }

    @Test mutating func anUnknownVariableOfASectionIsAProblem() {
        let problems = settings.apply(environment: [
            "EXSTREAMTV_SERVER_PROT": "1", "EXSTREAMTV_STREAMING_LEAD": "soon",
        ])

        #expect(
            problems.map(\.variable) == ["EXSTREAMTV_SERVER_PROT", "EXSTREAMTV_STREAMING_LEAD"])
        #expect(
            problems.map(\.problem) == [
                .unknownKey("server.prot", nearest: "server.port"),
                .badValue(
                    key: "streaming.lead", value: "soon", accepts: "whole seconds from 1 to 10"),
            ])
    }
}
