import Testing

@testable import Store

@Suite struct PagesTests {
    @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 8_192, 20_000])
    func whatWasAppendedIsThereInItsOrder(count: Int) {
        var pages = Pages<String>()
        for number in 0..<count { pages.append("item \(number)") }
        #expect(pages.joined() == (0..<count).map { "item \($0)" })
    }
}
