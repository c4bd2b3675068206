import Broadcast

/// What is on, channel by channel.
struct ChannelSection {
    let report: StationReport
    let clock: WallClock

    var section: HTML {
        let visible = report.listings.filter { !$0.channel.isHidden }
        guard !visible.isEmpty else {
            return """
                <section aria-labelledby="channels"><h2 id="channels">On now</h2>
                <p class="hint">There is no channel yet. Your library is looked through first; \
                come back in a moment.</p></section>
                """
        }
        return """
            <section class="channels" aria-labelledby="channels">
            <h2 id="channels">On now</h2>
            <ul>
            \(visible.map(item))</ul>
            </section>
            """
    }

    private func item(_ listing: StationReport.Listing) -> HTML {
        let number = "\(listing.channel.number)"
        return """
            <li>
            <span class="number\(number.count > 4 ? " long" : "")">\(number)</span>
            <div>
            <h3>\(listing.channel.name)\(marks(listing))</h3>
            \(now(listing))
            \(next(listing))
            </div>
            <a class="button" href="/play/\(number).m3u" \
            aria-label="Watch channel \(number), \(listing.channel.name)">\
            \(Icon.play)<span>Watch</span></a>
            </li>

            """
    }

    private func marks(_ listing: StationReport.Listing) -> HTML {
        let star: HTML = listing.channel.isFavourite ? #" <span class="mark">Favourite</span>"# : ""
        guard listing.viewers > 0 else { return star }
        return "\(star) <span class=\"mark live\">\(Count(listing.viewers, "viewer").text)</span>"
    }

    private func now(_ listing: StationReport.Listing) -> HTML {
        guard let now = listing.now else { return #"<p class="now">Nothing planned</p>"# }
        let length = Int((now.finish - now.start).components.seconds)
        let gone = Int((report.now - now.start).components.seconds)
        return """
            <p class="now">\(now.title)</p>
            <p class="times">\(clock.time(now.start))–\(clock.time(now.finish))\
            <progress max="\(max(length, 1))" value="\(min(max(gone, 0), length))" \
            aria-label="Time gone"></progress></p>
            """
    }

    private func next(_ listing: StationReport.Listing) -> HTML {
        guard let next = listing.next else { return "" }
        return #"<p class="next">\#(clock.time(next.start)) \#(next.title)</p>"#
    }
}
