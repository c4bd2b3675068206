import Broadcast
import HTTPTypes
import NIOCore
import Testing
import Wire

@testable import Service

@Suite struct PageFilesTests {
    @Test func everyPlaceHasAScriptOfItsName() {
        for place in PageFrame.Place.allCases {
            #expect(PageFiles.shared["\(place.rawValue).js"] != nil, "\(place)")
        }
    }

    @Test func theWholePageIsSmall() {
        let names = [
            "page.css", "app.css", "icon.svg", "api.js", "app.js", "channels.js", "dom.js",
            "guide.js", "home.js", "library.js", "plan.js", "sessions.js", "settings.js",
            "setup.js",
        ]
        let packed = names.compactMap { PageFiles.shared[$0]?.gzippedLength }
        #expect(packed.count == names.count)
        #expect(packed.reduce(0, +) < 60_000)
    }

    @Test func scriptsMakeNoMarkupAndLeaveNoTrace() throws {
        for place in ["dom", "api", "app", "home", "guide", "channels", "plan", "library"] {
            let document = try #require(PageFiles.shared["\(place).js"])
            let text = try document.text()
            for word in ["innerHTML", "insertAdjacentHTML", "document.write", "eval(", "http://"] {
                #expect(!text.contains(word), "\(place): \(word)")
            }
        }
    }
}
