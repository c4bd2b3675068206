/// The addresses to type into other programs.
struct ConnectSection {
    /// Where other machines reach this one; empty if only this one does.
    let addresses: [String]
    let base: String

    private var base4All: String { addresses.first ?? base }

    var section: HTML {
        """
        <section class="connect" aria-labelledby="connect">
        <h2 id="connect">Connect your apps</h2>
        <dl>
        <div><dt>Plex, Jellyfin, Emby, Channels</dt>
        <dd>Add an HDHomeRun tuner. If it is not found by itself, type this address:\
        <code>\(host)</code></dd></div>
        <div><dt>Programme guide (XMLTV)</dt>
        <dd>For every app that asks for a guide:<code>\(base4All)/xmltv.xml</code></dd></div>
        <div><dt>Kodi, VLC, TiviMate and other IPTV apps</dt>
        <dd>Add this playlist:<code>\(base4All)/channels.m3u</code></dd></div>
        </dl>
        \(reach)
        </section>
        """
    }

    /// The address as tuner dialogues want it: without a scheme, and without a port they assume.
    private var host: String {
        let host = base4All.hasPrefix("http://") ? String(base4All.dropFirst(7)) : base4All
        return host.hasSuffix(":80") ? String(host.dropLast(3)) : host
    }

    private var reach: HTML {
        addresses.isEmpty
            ? """
            <p class="hint">Only this machine reaches the station at present. Let it listen on \
            the network (server.host) to watch elsewhere.</p>
            """ : ""
    }
}
