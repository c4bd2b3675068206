import Testing

@testable import Store

@Suite struct SQLiteDatabaseTests {
    let database: SQLiteDatabase

    init() throws {
        database = try SQLiteDatabase.open(":memory:", .readWrite)
        try database.prepareForService(cache: 256)
        try database.script(
            """
            CREATE TABLE people (name TEXT NOT NULL UNIQUE, age BIGINT);
            CREATE TABLE pets (owner TEXT NOT NULL REFERENCES people (name));
            """)
    }

    @Test func aTextComesBackByteForByte() throws {
        for text in ["", "tähti ☆", "a\0b", "'; DROP TABLE people; --"] {
            try database.execute("INSERT INTO people VALUES (?1, ?2)", [text, 1])
            let found = try database.first("SELECT name FROM people WHERE name = ?1", [text]) {
                (row) throws(StoreError) -> String in try row[0]
            }
            #expect(found == text)
        }
    }

    @Test func anAbsentValueIsNullAndComesBackAbsent() throws {
        try database.execute("INSERT INTO people VALUES (?1, ?2)", ["ann", Int?.none])

        let ages = try database.query("SELECT age FROM people WHERE age IS NULL") {
            (row) throws(StoreError) -> Int? in try row[0]
        }
        #expect(ages == [nil])
    }

    @Test func aColumnOfAnotherTypeIsAnError() throws {
        try database.execute("INSERT INTO people VALUES (?1, ?2)", ["ann", 3])

        #expect(throws: StoreError.unreadable("column 0 is not a Int")) {
            try database.query("SELECT name FROM people") {
                (row) throws(StoreError) -> Int in try row[0]
            }
        }
    }

    @Test func anErrorTakesTheWholeTransactionBack() throws {
        #expect(throws: StoreError.constraint("UNIQUE constraint failed: people.name")) {
            try database.transaction(.lasting) {
                try database.execute("INSERT INTO people VALUES ('ann', 1)", [])
                try database.execute("INSERT INTO people VALUES ('ann', 2)", [])
            }
        }
        #expect(try count("people") == 0)

        try database.transaction(.lasting) {
            try database.execute("INSERT INTO people VALUES ('ann', 1)", [])
        }
        #expect(try count("people") == 1)
    }

    @Test func aReferenceToNothingIsRefused() {
        #expect(throws: StoreError.constraint("FOREIGN KEY constraint failed")) {
            try database.execute("INSERT INTO pets VALUES ('nobody')", [])
        }
    }

    @Test func aStatementMayRunInsideItself() throws {
        for name in ["ann", "bob", "cid"] {
            try database.execute("INSERT INTO people VALUES (?1, 1)", [name])
        }
        var pairs = 0
        try database.forEach("SELECT name FROM people", []) { (_) throws(StoreError) in
            try database.forEach("SELECT name FROM people", []) { _ in pairs += 1 }
        }
        #expect(pairs == 9)
    }

    @Test func manyDifferentStatementsAreNotKeptForEver() throws {
        for number in 0..<300 {
            #expect(try count("people WHERE age = \(number)") == 0)
        }
    }

    @Test func changedRowsAreCounted() throws {
        for name in ["ann", "bob"] {
            #expect(try database.execute("INSERT INTO people VALUES (?1, 1)", [name]) == 1)
        }
        #expect(try database.execute("UPDATE people SET age = 2", []) == 2)
        #expect(try database.execute("DELETE FROM people WHERE name = 'eve'", []) == 0)
    }

    private func count(_ what: String) throws -> Int? {
        try database.first("SELECT count(*) FROM \(what)") {
            (row) throws(StoreError) in try row[0]
        }
    }
}
