import Broadcast
import Testing

@testable import Transcode

@Suite struct LibavTests {
    @Test func loadsOnceAndAgain() throws {
        try Libav.load()
        try Libav.load()

        #expect(Libav.version.hasPrefix("5.1"))
    }

    @Test func aMissingLibraryNamesItsPackage() {
        let missing = LibavMissing(
            library: "libavcodec.so.59", package: "libavcodec59", reason: "cannot open file")

        #expect(
            missing.description
                == "The media library libavcodec.so.59 cannot be loaded (cannot open file). "
                + "Install it with “apt-get install libavcodec59”; channels stay silent until then."
        )
    }
}
