import Broadcast
import Wire

extension StationReport {
    /// The document without what changes with time alone, or all the time.
    var news: JSON {
        guard case .object(let members) = document else { return .absent }
        let restless = ["time", "uptime", "memory", "workers", "machine"]
        return .object(members.filter { !restless.contains($0.key) })
    }

    /// `/api/status`; times are seconds since 1970, rates bit/s, sizes bytes.
    var document: JSON {
        [
            "name": .text(name),
            "version": .text(version),
            "device_id": .text(deviceID),
            "state": .text(state.rawValue),
            "text": .text(sentence),
            "led": light.document,
            "time": .number(Int(now.seconds)),
            "uptime": .number(Int(uptime.components.seconds)),
            "memory": .optional(memory),
            "machine": machine.document,
            "workers": .list(workers.map(\.document)),
            "addresses": .list(addresses.map(JSON.text)),
            "health": .list(notices.map(\.document)),
            "channels": .list(listings.map(\.document)),
            "tuners": .list(tuners.map(\.document)),
            "sessions": .list(sessions.map(\.document)),
            "feeds": .list(feeds.map(\.document)),
            "library": library.map(\.document) ?? .absent,
        ]
    }
}

extension Notice {
    fileprivate var document: JSON { ["message": .text(message), "remedy": .text(remedy)] }
}

extension LEDDesk.Report {
    /// `/api/led`; `steps` are milliseconds lit, dark and so on.
    var document: JSON {
        [
            "mode": .text(mode.rawValue),
            "colour": .text(signal.colour.rawValue),
            "pattern": .text(signal.pattern.rawValue),
            "steps": .list(signal.pattern.steps.map(JSON.number)),
            "fitted": .flag(isFitted),
        ]
    }
}

extension MachineReport {
    /// Sizes are bytes, the temperature degrees Celsius.
    fileprivate var document: JSON {
        [
            "memory": .number(memory),
            "memory_available": .number(available),
            "disk": .optional(disk?.total),
            "disk_free": .optional(disk?.free),
            "temperature": .optional(temperature.map { Int($0.rounded()) }),
            "load_percent": .optional(load.map { Int(($0 * 100).rounded()) }),
        ]
    }
}

extension WorkerReport {
    fileprivate var document: JSON {
        [
            "name": .text(title),
            "process": .number(Int(process)),
            "memory": .optional(memory),
            "budget": .number(budget),
        ]
    }
}

extension StationReport.Programme {
    fileprivate var document: JSON {
        [
            "title": .text(title),
            "start": .number(Int(start.seconds)),
            "finish": .number(Int(finish.seconds)),
        ]
    }
}

extension StationReport.Listing {
    fileprivate var document: JSON {
        [
            "id": .number(Int(channel.id.value)),
            "number": .text("\(channel.number)"),
            "name": .text(channel.name),
            "group": .text(channel.group),
            "profile": .text(channel.profile.name),
            "favourite": .flag(channel.isFavourite),
            "hidden": .flag(channel.isHidden),
            "viewers": .number(viewers),
            "now": now.map(\.document) ?? .absent,
            "next": next.map(\.document) ?? .absent,
        ]
    }
}

extension StationReport.Library {
    fileprivate var document: JSON {
        [
            "playable": .number(playable),
            "unplayable": .number(unplayable),
            "scan": scan.map { ["done": .number($0.done), "found": .number($0.found)] } ?? .absent,
        ]
    }
}

extension TunerSnapshot {
    fileprivate var document: JSON {
        [
            "tuner": .number(index),
            "channel": .optional(use.map { "\($0.number)" }),
            "name": .optional(use?.name),
            "peer": .optional(use?.peer),
            "rate": .optional(use?.rate),
            "locked_by": .optional(lockedBy),
        ]
    }
}

extension FeedSnapshot {
    /// A channel that runs, watched or not; `worker` is a process.
    fileprivate var document: JSON {
        [
            "channel": .text("\(number)"),
            "profile": .text(profile),
            "state": .text(state.rawValue),
            "viewers": .number(viewers),
            "worker": .optional(worker.map(Int.init)),
            "mode": .optional(mode?.rawValue),
            "title": .optional(title),
            "rate": .number(rate),
            "restarts": .number(restarts),
        ]
    }
}

extension SessionSnapshot {
    /// One of `/api/sessions`.
    var document: JSON {
        [
            "id": .number(id.value),
            "channel": .text("\(number)"),
            "name": .text(name),
            "profile": .text(profile),
            "tuner": .optional(tuner),
            "transport": .text(transport.rawValue),
            "peer": .text(peer),
            "agent": .text(agent),
            "state": .text(state.rawValue),
            "started": .number(Int(started.seconds)),
            "last_activity": .number(Int(lastActivity.seconds)),
            "bytes": .number(bytes),
            "jumps": .number(jumps),
        ]
    }
}
