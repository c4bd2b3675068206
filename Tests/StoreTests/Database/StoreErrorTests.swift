import Broadcast
import Testing

@testable import Store

@Suite struct StoreErrorTests {
    @Test(arguments: [
        (
            StoreError.cannotOpen(path: "/x", reason: "no such folder"),
            "The database “/x” cannot be opened: no such folder. "
                + "Check that its folder exists and may be written."
        ),
        (
            .newer(path: "/x", version: 9, known: 1),
            "The database “/x” was written by a newer EXStreamTV (its version is 9, this program "
                + "knows 1). Nothing in it was changed. "
                + "Install that version again, or restore a backup made by this one."
        ),
        (
            .foreign(path: "/x"),
            "“/x” is a database, but not one of EXStreamTV. Nothing in it was changed. "
                + "Set database.path to another file."
        ),
        (
            .corrupt(path: "/x"),
            "The database “/x” is damaged. "
                + "Restore a backup, or move the file away to begin with an empty one."
        ),
        (
            .full(path: "/x"),
            "The disk is full, so nothing can be written to “/x”. "
                + "Free some space; what was stored before is safe."
        ),
        (
            .overlap(channel: Channel.ID(3), at: AirTime(seconds: 60)),
            "Channel 3 would play two items at once at 60 s after 1970. "
                + "Please report this; nothing was changed."
        ),
    ])
    func saysWhatHappenedAndWhatToDo(error: StoreError, text: String) {
        #expect(error.description == text)
    }
}
