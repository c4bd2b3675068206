import Broadcast
import Glibc

/// What the machine has left, read from /proc at the moment it is asked.
enum MachineGauges {
    static func read() -> SpawnLimiter.Gauges {
        let memory = memory()
        let used = memory.total - memory.available
        return SpawnLimiter.Gauges(
            memoryPercent: memory.total > 0 ? used * 100 / memory.total : 0,
            openDescriptors: openDescriptors())
    }

    /// Bytes of RAM the machine has; 0 if it does not say.
    static var totalMemory: Int { memory().total }

    static func memory() -> (total: Int, available: Int) {
        let text = (try? BoundedFile.text("/proc/meminfo", most: 8_192)) ?? ""
        return parse(meminfo: text)
    }

    /// Lines such as `MemTotal:  16310552 kB`, in bytes.
    static func parse(meminfo text: String) -> (total: Int, available: Int) {
        var values: [Substring: Int] = [:]
        for line in text.split(separator: "\n").prefix(8) {
            let fields = line.split(separator: " ")
            guard fields.count >= 2, let kilobytes = Int(fields[1]) else { continue }
            values[fields[0]] = kilobytes * 1_024
        }
        return (values["MemTotal:"] ?? 0, values["MemAvailable:"] ?? 0)
    }

    private static func openDescriptors() -> Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
