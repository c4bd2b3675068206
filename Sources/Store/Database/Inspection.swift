/// How closely a database is looked at.
enum Inspection: String {
    /// Every page and row; not whether indexes agree with their tables.
    case quick = "quick_check"
    case whole = "integrity_check"
}

extension Database {
    /// - Throws: ``StoreError/corrupt(path:)`` if anything in the database is not as it should be.
    func check(_ inspection: Inspection) throws(StoreError) {
        let findings = try query("PRAGMA \(inspection.rawValue)(1)") {
            (row) throws(StoreError) -> String in try row[0]
        }
        guard findings == ["ok"] else { throw .corrupt(path: path) }
    }
}
