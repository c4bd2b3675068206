/// Filling a stretch of time that programmes leave.
extension Shelves {
    /// Items in order, those that are too long passed over, until nothing fits.
    mutating func fill(
        _ room: Duration, with filler: Filler, _ kind: PlayoutItem.Kind, at time: AirTime
    ) -> [Part] {
        var parts: [Part] = []
        var left = room
        while left > .zero, let media = take(filler, room: left, at: time + (room - left)) {
            parts.append(Part(media, kind))
            left -= media.duration
        }
        return parts
    }

    /// Tail filler: items in order, up to the first that does not fit.
    mutating func fillTail(_ fillers: [Filler], room: Duration, at time: AirTime) -> [Part] {
        var parts: [Part] = []
        var left = room
        while left > .zero,
            let media = take(
                anyOf: fillers, room: left, skipping: false, at: time + (room - left))
        {
            parts.append(Part(media, .tail))
            left -= media.duration
        }
        return parts
    }

    /// Fallback filler: items in order, the last one cut, so that nothing is left.
    mutating func fallBack(_ fillers: [Filler], room: Duration, at time: AirTime) -> [Part] {
        var parts: [Part] = []
        var left = room
        while left > .zero, let media = take(anyOf: fillers, at: time + (room - left)) {
            let part = Part(media, .fallback).cut(to: left)
            parts.append(part)
            left -= part.length
        }
        return parts
    }
}
