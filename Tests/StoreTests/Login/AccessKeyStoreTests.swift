import Broadcast
import Store
import Testing

@Suite struct AccessKeyStoreTests {
    let store: Store
    let noon = AirTime(seconds: 1_000)

    init() async throws {
        store = try await Store(path: ":memory:")
    }

    @Test func aSessionEndsWhenItExpiresAndATokenWhenItIsTakenBack() async throws {
        _ = try await store.addKey("s", .session, name: "a", made: noon, expires: noon + .hours(1))
        let token = try await store.addKey("t", .token, name: "b", made: noon, expires: nil)

        #expect(try await store.key("s", at: noon)?.kind == .session)
        #expect(try await store.key("s", at: noon + .hours(1)) == nil)
        #expect(try await store.key("t", at: noon + .hours(9_000)) == token)
        #expect(try await !store.removeKey(token.id, .session))
        #expect(try await store.removeKey(token.id, .token))
        #expect(try await store.key("t", at: noon) == nil)
    }

    @Test func onlyAHundredSessionsAreKeptAndTokensAreNotAmongThem() async throws {
        _ = try await store.addKey("t", .token, name: "b", made: noon, expires: nil)
        for number in 1...110 {
            _ = try await store.addKey(
                "\(number)", .session, name: "", made: noon, expires: noon + .hours(1))
        }
        #expect(try await store.key("10", at: noon) == nil)
        #expect(try await store.key("11", at: noon) != nil)
        try await store.removeSessions()
        #expect(try await store.key("110", at: noon) == nil)
        #expect(try await store.tokens().map(\.name) == ["b"])
    }
}
