import Broadcast
import Wire

extension [StreamItem] {
    /// A stretch of timeline as a stream worker needs it. Dead air is given no further than asked
    /// for: the timeline has something else there as soon as there is anything to play.
    ///
    /// - Parameters:
    ///   - items: In order; gaps become cards.
    ///   - media: What is known of the items' files.
    ///   - faults: Why a file cannot be played at the moment.
    init(
        _ items: [PlayoutItem], from: AirTime, until: AirTime, media: [Media.ID: Media],
        faults: [Media.ID: String]
    ) {
        self = []
        var covered = from
        for item in items where item.finish > from && item.start < until {
            if item.start > covered { append(.silence(covered, item.start)) }
            let isCut = item.kind == .deadAir && item.finish > until
            let item = isCut ? item.ending(at: until) : item
            append(StreamItem(item, media: media, faults: faults))
            covered = item.finish
        }
        if covered < until { append(.silence(covered, until)) }
    }
}

extension StreamItem {
    fileprivate static func silence(_ start: AirTime, _ finish: AirTime) -> StreamItem {
        StreamItem(start: start, finish: finish, path: nil, title: Guide.offAir)
    }

    fileprivate init(
        _ item: PlayoutItem, media: [Media.ID: Media], faults: [Media.ID: String]
    ) {
        let known = item.media.flatMap { media[$0] }
        let fault = item.media.flatMap { faults[$0] }
        let title = Guide.title(item.title ?? known?.title, or: fault ?? Guide.offAir)
        self.init(
            start: item.start, finish: item.finish, path: fault == nil ? known?.path : nil,
            inPoint: item.inPoint, title: title)
    }
}
