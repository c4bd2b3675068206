import Testing

@testable import Service

@Suite struct OriginGuardTests {
    @Test(arguments: [
        "10.0.0.2", "10.0.0.2:8411", "[fd00::2]", "[fd00::2]:80", "localhost", "localhost:8411",
        "exstreamtv", "exstreamtv.local", "E5E17005.local:80", "tv.home.arpa",
    ]) func ourNames(_ host: String) {
        #expect(OriginGuard.isOurs(host: host))
    }

    @Test(arguments: [
        "evil.example", "10.0.0.2.evil.example", "evil.local.example:80", "", ":80", "a:b:c",
        "[fd00::2", "ev il", "evil.example/.local",
    ]) func foreignNames(_ host: String) {
        #expect(!OriginGuard.isOurs(host: host))
    }

    @Test func anOriginHasToBeThisPage() {
        #expect(OriginGuard.isSame(origin: nil, host: "10.0.0.2"))
        #expect(OriginGuard.isSame(origin: "http://10.0.0.2:8411", host: "10.0.0.2:8411"))
        #expect(!OriginGuard.isSame(origin: "http://10.0.0.2:81", host: "10.0.0.2:8411"))
        #expect(!OriginGuard.isSame(origin: "https://10.0.0.2:8411", host: "10.0.0.2:8411"))
        #expect(!OriginGuard.isSame(origin: "null", host: "10.0.0.2:8411"))
    }
}
