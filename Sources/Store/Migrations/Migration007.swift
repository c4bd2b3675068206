extension Migration {
    /// What the owner says about media, in the place of names and of files beside them.
    static let edits = Migration(
        number: 7, name: "edits",
        sql: "ALTER TABLE media ADD COLUMN edits TEXT;")
}
