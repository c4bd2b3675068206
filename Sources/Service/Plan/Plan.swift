import Broadcast
import FoundationEssentials
import Wire

/// `exstreamtv plan`: builds a timeline from a document, and touches nothing else.
public struct Plan {
    /// Why there is no timeline.
    public enum Failure: Error {
        /// The document, or what was given with it, is wrong.
        case document(String)
        /// The document is right, and its schedule cannot be built.
        case schedule(String)
    }

    /// Larger anchors than this are no anchors.
    private static let mostAnchorBytes = 16_777_216

    private let document: PlanDocument
    private let zone: ZoneRules

    /// - Throws: ``Failure/document(_:)`` naming file, line and key.
    public init(file: String) throws(Failure) {
        do {
            try self.init(
                try BoundedFile.read(file, most: YAMLReader.mostBytes + 1), named: file)
        } catch let error as FileError {
            throw .document("\(error)")
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .document("\(error)")
        }
    }

    init(_ bytes: [UInt8], named file: String) throws(Failure) {
        do {
            document = try PlanDocument(try YAMLReader.read(bytes))
            zone = try ZoneFiles.rules(named: document.zone)
        } catch {
            throw .document("\(file): \(error)")
        }
    }

    /// The timeline as JSON, without a newline.
    ///
    /// - Parameters:
    ///   - from: In place of the document's own, `to` likewise.
    ///   - anchor: A file with the anchor, or the whole output, of an earlier build.
    public func json(from: String?, to: String?, anchor: String?) throws(Failure) -> String {
        let start = try instant(from ?? document.from, "from")
        let end = try instant(to ?? document.to, "to")
        let saved = try anchor.map(readAnchor)
        let build: PlayoutBuild
        do {
            build = try document.build(in: zone, anchor: saved, from: start, to: end)
        } catch {
            throw .schedule("\(error)")
        }
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let output = PlanOutput(build, titles: document.titles, zone: zone)
            return try String(decoding: encoder.encode(output), as: UTF8.self)
        } catch {
            throw .schedule("\(error)")
        }
    }

    private func instant(_ text: String?, _ key: String) throws(Failure) -> AirTime {
        guard let text else {
            throw .document("There is no “\(key)”. Add it to the document, or give --\(key).")
        }
        guard let instant = PlanTime.instant(text, in: zone) else {
            throw .document(
                "“\(key)” cannot be “\(text.prefix(40))”. Write a time such as 2020-10-18T00:00:00."
            )
        }
        return instant
    }

    private func readAnchor(_ file: String) throws(Failure) -> PlayoutAnchor {
        struct Output: Decodable { let anchor: PlayoutAnchor }
        do {
            let data = Data(try BoundedFile.read(file, most: Self.mostAnchorBytes))
            let decoder = JSONDecoder()
            if let output = try? decoder.decode(Output.self, from: data) { return output.anchor }
            return try decoder.decode(PlayoutAnchor.self, from: data)
        } catch let error as FileError {
            throw .document("\(error)")
        } catch {
            throw .document("\(file) is not an anchor. Use the output of exstreamtv plan.")
        }
    }
}
