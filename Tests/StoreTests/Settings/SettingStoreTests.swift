import Store
import Testing

@Suite struct SettingStoreTests {
    @Test func aSettingIsKeptReplacedAndRemoved() async throws {
        let store = try await Store(path: ":memory:")
        #expect(try await store.setting("udn") == nil)

        try await store.set("udn", to: "one")
        try await store.set("udn", to: "two")
        #expect(try await store.setting("udn") == "two")

        try await store.set("udn", to: nil)
        #expect(try await store.setting("udn") == nil)
    }

    @Test func whatIsMadeOnceStays() async throws {
        let store = try await Store(path: ":memory:")

        #expect(try await store.setting("device", orMake: { "first" }) == "first")
        #expect(try await store.setting("device", orMake: { "second" }) == "first")
    }
}
