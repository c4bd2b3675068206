import Glibc

/// A process's memory, as the kernel counts it.
enum ProcessMemory {
    /// Bytes in RAM, shared libraries included.
    static var resident: Int? { resident(of: getpid()) }

    /// - Returns: `nil` if there is no such process.
    static func resident(of process: pid_t) -> Int? {
        // statm: size, resident, shared … in pages.
        guard let text = try? BoundedFile.text("/proc/\(process)/statm", most: 128) else {
            return nil
        }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * sysconf(CInt(_SC_PAGESIZE))
    }
}
