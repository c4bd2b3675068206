import Broadcast
import Testing

@testable import Wire

@Suite struct ContentDirectoryTests {
    let directory = ContentDirectory(
        title: "EXStreamTV",
        items: [
            .init(number: ChannelNumber(2, 1), name: "Films & <More>"),
            .init(number: ChannelNumber(7), name: "News"),
        ], base: "http://10.77.0.2:8411", revision: 3)

    static func envelope(
        _ action: String, _ arguments: String, service: String = "ContentDirectory"
    )
        -> [UInt8]
    {
        Array(
            """
            <?xml version="1.0" encoding="utf-8" standalone="yes"?>
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" \
            s:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'><!-- a comment -->
            <s:Body><u:\(action) xmlns:u="urn:schemas-upnp-org:service:\(service):1">\
            \(arguments)</u:\(action)></s:Body></s:Envelope>

            """.utf8)
    }

    func browse(_ object: String, _ flag: String, start: String = "0", count: String = "0") throws
        -> String
    {
        let body = Self.envelope(
            "Browse",
            """
            <ObjectID>\(object)</ObjectID><BrowseFlag>\(flag)</BrowseFlag><Filter>*</Filter>\
            <StartingIndex>\(start)</StartingIndex><RequestedCount>\(count)</RequestedCount>\
            <SortCriteria/>
            """)
        return directory.answer(try #require(SOAPRequest(body))).body
    }

    @Test func aCallIsRead() {
        let body = Self.envelope("Browse", "<ObjectID>a&amp;&#66;&lt;</ObjectID><Filter></Filter>")

        #expect(
            SOAPRequest(body)
                == SOAPRequest(
                    action: "Browse", service: ContentDirectory.service,
                    arguments: ["ObjectID": "a&B<", "Filter": ""]))
    }

    @Test(arguments: [
        "", "<", "<a", "<a>", "<a></b>", "</a>", "<a/><b", "<a b=c/>", "<a b='c/>", "<a>&x;</a>",
        "<!DOCTYPE x [<!ENTITY a \"b\">]><a/>", "<a><![CDATA[x]]></a>", "<a>&#xD800;</a>",
        "<a>&#99999999999;</a>", "<Envelope><Body/></Envelope>", "<!--", "<?xml", "&",
        "<a>&amp</a>",
        "<Envelope><Body><x/></Body></Envelope>",
        String(repeating: "<a>", count: 17) + String(repeating: "</a>", count: 17),
        "<Envelope><Body><x xmlns='y'><b/><b/></x></Body></Envelope>",
        "<Envelope><Body><x xmlns='y\0'></x></Body></Envelope>",
    ])
    func anythingElseIsNoCall(text: String) {
        #expect(SOAPRequest(Array(text.utf8)) == nil)
    }

    @Test func aHugeBodyIsNotRead() {
        let body = Self.envelope("Browse", "<a>" + String(repeating: "x", count: 20_000) + "</a>")

        #expect(SOAPRequest(body) == nil)
    }

    @Test func theRootListsEveryChannel() throws {
        let body = try browse("0", "BrowseDirectChildren")

        #expect(body.contains("<NumberReturned>2</NumberReturned><TotalMatches>2</TotalMatches>"))
        #expect(
            body.contains(
                "&lt;dc:title&gt;2.1 Films &amp;amp; &amp;lt;More&amp;gt;&lt;/dc:title&gt;"))
        #expect(
            body.contains(
                "&lt;res protocolInfo=&quot;http-get:*:video/mpeg:*&quot;&gt;"
                    + "http://10.77.0.2:8411/auto/v7&lt;/res&gt;"))
    }

    @Test func aPageIsAPage() throws {
        let body = try browse("0", "BrowseDirectChildren", start: "1", count: "1")

        #expect(body.contains("<NumberReturned>1</NumberReturned><TotalMatches>2</TotalMatches>"))
        #expect(!body.contains("Films"))
        #expect(
            try browse("0", "BrowseDirectChildren", start: "4294967295").contains("Returned>0<"))
    }

    @Test func metadataIsOfOneObject() throws {
        #expect(try browse("0", "BrowseMetadata").contains("childCount=&quot;2&quot;"))
        #expect(try browse("channel/7", "BrowseMetadata").contains("News"))
        #expect(try browse("channel/9", "BrowseMetadata").contains("<errorCode>701</errorCode>"))
        #expect(try browse("channel/7", "BrowseDirectChildren").contains("Returned>0<"))
        #expect(try browse("0", "Sideways").contains("<errorCode>402</errorCode>"))
        #expect(try browse("0", "BrowseMetadata", start: "-1").contains("<errorCode>402<"))
    }

    @Test func otherActionsAnswer() {
        func call(_ action: String, service: String) -> SOAPReply {
            directory.answer(SOAPRequest(action: action, service: service))
        }
        let service = ContentDirectory.service
        let id = call("GetSystemUpdateID", service: service)
        let protocols = call("GetProtocolInfo", service: ContentDirectory.connectionManager)
        let destroy = call("DestroyObject", service: service)

        #expect(id.body.contains("<Id>3</Id>") && id.status == 200)
        #expect(protocols.body.contains("<Source>http-get:*:video/mpeg:*</Source>"))
        #expect(destroy.body.contains("<errorCode>401</errorCode>") && destroy.status == 500)
    }

    @Test func theDescriptionIsEscapedAndNamesItself() throws {
        let description = DeviceDescription(
            name: "A & B", manufacturer: "EXStreamTV", manufacturerURL: "/", model: "EXStreamTV",
            modelNumber: "HDHR5-4US", modelDescription: "Live TV",
            id: try #require(DeviceID(0xE5E1_7005)), uuid: "11f8c2b4", base: "http://10.77.0.2")
        let document = description.document

        #expect(document.contains("<friendlyName>A &amp; B</friendlyName>"))
        #expect(document.contains("<serialNumber>E5E17005</serialNumber>"))
        #expect(document.contains("<controlURL>http://10.77.0.2/upnp/ContentDirectory/control<"))
    }

    @Test func serviceDescriptionsAreWellFormed() throws {
        for service in [ServiceDescription.contentDirectory, .connectionManager] {
            var scanner = XMLScanner(service.document)
            var names: Set<String> = []
            while let event = try scanner.next() {
                if case .start(let name, _) = event { names.insert(name) }
            }
            #expect(names.isSuperset(of: ["scpd", "action", "argument", "stateVariable"]))
        }
    }
}
