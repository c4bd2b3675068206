import Logging
import Testing

@testable import Service

@Suite struct StandardErrorLogTests {
    private func line(_ style: StandardErrorLog.Style, _ message: String, _ level: Logger.Level)
        -> String
    {
        var log = StandardErrorLog(level: .info, style: style, now: { 0 })
        log[metadataKey: "channel"] = "7"
        return log.text(
            of: LogEvent(
                level: level, message: "\(message)", metadata: ["a": "b\nc"], source: "s",
                file: "f", function: "g", line: 1))
    }

    @Test func theJournalGetsAPriorityAndNoTime() {
        #expect(line(.journal, "It rains.", .warning) == "<4>It rains. a=b c channel=7\n")
        #expect(line(.journal, "It rains.", .info) == "<6>It rains. a=b c channel=7\n")
    }

    @Test func peopleGetATimeAndALevel() {
        #expect(line(.people, "It rains.", .error).hasSuffix(" ERROR It rains. a=b c channel=7\n"))
    }

    @Test func whateverIsInAMessageItStaysOneBoundedLine() {
        let text = line(.journal, "a\nb\u{1B}[31m" + String(repeating: "x", count: 5_000), .error)
        #expect(text.hasPrefix("<3>a b[31mx"))
        #expect(text.filter { $0 == "\n" }.count == 1)
        #expect(text.utf8.count < 1_100)
    }
}
