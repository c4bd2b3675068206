import Broadcast
import Glibc

/// How the machine is that the station runs on.
struct MachineReport: Equatable, Sendable {
    /// Bytes of RAM; 0 if the machine does not say.
    var memory = 0
    var available = 0
    /// Where the program keeps what it knows.
    var disk: DiskRoom?
    /// Of the hottest part, in degrees Celsius.
    var temperature: Double?
    /// Processes that ran or waited to run, over the last minute.
    var load: Double?

    static func read(disk: DiskRoom?) -> MachineReport {
        let memory = MachineGauges.memory()
        return MachineReport(
            memory: memory.total, available: memory.available, disk: disk,
            temperature: hottest(under: "/sys/class/thermal"),
            load: (try? BoundedFile.text("/proc/loadavg", most: 128))?.split(separator: " ").first
                .flatMap { Double($0) })
    }

    /// - Parameter folder: Has a folder `thermal_zone0` with a file `temp`, in thousandths, and
    ///   further ones (Linux' Documentation/driver-api/thermal/sysfs-api.rst).
    static func hottest(under folder: String) -> Double? {
        (0..<32).compactMap { zone -> Double? in
            let path = "\(folder)/thermal_zone\(zone)/temp"
            guard let text = try? BoundedFile.text(path, most: 32),
                let thousandths = Int(text.filter { !$0.isNewline })
            else { return nil }
            return Double(thousandths) / 1_000
        }.max()
    }
}

/// A worker's process and what it may have.
struct WorkerReport: Equatable, Sendable {
    let title: String
    let process: Int32
    /// Bytes in RAM; `nil` once it has ended.
    let memory: Int?
    /// Bytes.
    let budget: Int
}
