import Testing
import Wire

@Suite struct NaturalOrderTests {
    @Test func numbersOrderByTheirValue() {
        let names = [
            "Show/2.mkv", "show/10.mkv", "Show/010b.mkv", "Show 2/1.mkv", "a", "A2", "a02b", "a10",
            "Ä", "z/z", "z.z", String(repeating: "9", count: 40),
        ]
        let sorted = names.sorted {
            $0.naturalOrderKey.utf8.lexicographicallyPrecedes($1.naturalOrderKey.utf8)
        }
        #expect(
            sorted == [
                String(repeating: "9", count: 40), "a", "A2", "a02b", "a10", "Show/2.mkv",
                "show/10.mkv", "Show/010b.mkv", "Show 2/1.mkv", "z/z", "z.z", "Ä",
            ])
    }

    @Test func equalNamesHaveEqualKeys() {
        #expect("Season 01".naturalOrderKey == "season 1".naturalOrderKey)
        #expect("0".naturalOrderKey == "000".naturalOrderKey)
        #expect("".naturalOrderKey == "")
    }
}

@Suite struct FileKindTests {
    @Test(arguments: [
        ("a.mp4", FileKind.video), ("A.MKV", .video), ("x.dvr-ms", .video), ("a.b.ts", .video),
        ("song.flac", .audio), ("theme.mp3", .other), ("theme song.mp3", .audio),
        ("poster.jpg", .other), ("a.en.srt", .other), ("a.nfo", .other), ("Thumbs.db", .other),
        ("a.r00", .other), ("a.z01", .other), ("a.001", .other), ("README", .other),
        ("a.mp4.part", .other), ("film", .unknown), ("film.xyz", .unknown), ("Vol. 2", .unknown),
        ("", .unknown), (".", .unknown),
    ])
    func theNameTells(name: String, kind: FileKind) {
        #expect(FileKind(name: name) == kind)
    }

    @Test func foldersOfTheSystemAreLeftAlone() {
        #expect(FileKind.isIgnoredFolder("@eaDir"))
        #expect(FileKind.isIgnoredFolder("$RECYCLE.BIN"))
        #expect(!FileKind.isIgnoredFolder("Films"))
    }
}

@Suite struct FileTitleTests {
    @Test(arguments: [
        ("Big_Buck_Bunny.mp4", "Big Buck Bunny"), ("Rain.Man.1988.mkv", "Rain Man 1988"),
        ("2.10 to Yuma.avi", "2.10 to Yuma"), ("v2.5.final.mkv", "v2.5 final"),
        ("already  a title.mkv", "already a title"), ("a_b c.d.mkv", "a b c.d"),
        ("Mr. Bean", "Mr. Bean"), ("___.mp4", "___"), ("", ""),
        ("Füchse.und.Wölfe.mkv", "Füchse und Wölfe"),
    ])
    func aTitleIsMadeOfTheName(name: String, title: String) {
        #expect(FileTitle.of(file: name) == title)
    }
}
