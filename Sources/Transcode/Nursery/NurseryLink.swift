import CLinux
import Glibc
import Wire

/// The nursery's end of its socket to the daemon: requests with descriptors in, events out.
struct NurseryLink {
    /// What arrived: requests in order, or the daemon's end.
    enum Arrival: Equatable {
        case requests([NurseryRequest])
        case end
        /// Something that our daemon never sends; the text says what.
        case nonsense(String)
    }

    let descriptor: CInt
    private var lines = LineBuffer()
    private var waiting: [WorkerDescriptors] = []

    init(descriptor: CInt) {
        self.descriptor = descriptor
    }

    /// Whether the descriptor is a socket at all.
    var isConnected: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// Reads once; blocks when nothing is there.
    mutating func receive() -> Arrival {
        var descriptors = [CInt](repeating: -1, count: Int(CLINUX_DESCRIPTORS))
        var count: CInt = 0
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let received = clinux_receive(descriptor, &bytes, bytes.count, &descriptors, &count)
        if received == 0 || received == -Int(ECONNRESET) { return .end }
        guard received > 0 else {
            return .nonsense(
                "descriptor \(descriptor): \(String(cString: strerror(-CInt(received))))")
        }
        keep(descriptors.prefix(Int(count)))

        var requests: [NurseryRequest] = []
        for line in lines.add(bytes.prefix(received)) {
            guard let request = try? JSONLine.decode(NurseryRequest.self, from: line) else {
                return .nonsense("a line of \(line.count) bytes that is no request")
            }
            requests.append(request)
        }
        return lines.dropped == 0 ? .requests(requests) : .nonsense("a line that never ends")
    }

    /// The descriptors of the oldest `start` that has not taken its own yet.
    ///
    /// The kernel delivers them no later than the line they came with, and in order.
    mutating func takeDescriptors() -> WorkerDescriptors? {
        waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// - Returns: `false` when the daemon is gone.
    func tell(_ event: NurseryEvent) -> Bool {
        guard let line = try? JSONLine.encode(event) else { return false }
        return SocketBytes.send(line, to: descriptor)
    }

    private mutating func keep(_ descriptors: ArraySlice<CInt>) {
        if let output = descriptors.first, descriptors.count == 2 {
            waiting.append(WorkerDescriptors(output: output, control: descriptors[1]))
        } else {
            descriptors.forEach { close($0) }
        }
    }
}

/// A worker's two descriptors, as the daemon sent them.
struct WorkerDescriptors: Equatable {
    let output: CInt
    let control: CInt

    func closeBoth() {
        close(output)
        close(control)
    }
}
