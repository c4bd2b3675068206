import CLibav

/// Makes pictures progressive and upright: deinterlaces those that are marked interlaced and
/// turns all as the file's display matrix asks.
///
/// Most items need neither: for them pictures pass through and libavfilter is never loaded.
final class PictureFilter {
    private let rotation: Int
    private let sample: AVRational
    private let passing = Frame()
    private var isPassing = false
    private var graph: FilterGraph?
    /// Pictures that were inside a graph whose source changed; the graph is gone after them.
    private var ending: FilterGraph?
    private var isUnavailable = false

    /// - Parameters:
    ///   - rotation: Clockwise, in degrees: 0, 90, 180 or 270.
    ///   - sample: Shape of a sample as the container has it, for pictures that don't say.
    init(rotation: Int, sample: AVRational) {
        self.rotation = rotation
        self.sample = sample
    }

    /// Takes over the next picture, which is empty afterwards; then receive until there is none.
    func send(_ frame: borrowing Frame) throws(LibavError) {
        let isNeeded = rotation != 0 || frame.isInterlaced || graph != nil
        guard isNeeded, !isUnavailable else { return pass(frame) }
        if frame.pointer.pointee.sample_aspect_ratio.num <= 0 {
            frame.pointer.pointee.sample_aspect_ratio = sample
        }
        let source = FilterGraph.Source(frame)
        if graph?.source != source {
            graph?.finish()
            ending = graph
            graph = try open(source)
        }
        guard let graph else { return pass(frame) }
        try graph.send(frame)
    }

    /// Fills `frame` with the next picture. `false`: send more, or all is out.
    func receive(into frame: borrowing Frame) throws(LibavError) -> Bool {
        if let last = ending {
            if try last.receive(into: frame) { return true }
            ending = nil
        }
        if let graph { return try graph.receive(into: frame) }
        defer { isPassing = false }
        if isPassing { frame.take(from: passing) }
        return isPassing
    }

    /// No more pictures come: what is still inside can be received.
    func finish() { graph?.finish() }

    private func pass(_ frame: borrowing Frame) {
        passing.take(from: frame)
        isPassing = true
    }

    /// - Returns: `nil` where libavfilter is missing: the channel goes on with pictures as they are.
    private func open(_ source: FilterGraph.Source) throws(LibavError) -> FilterGraph? {
        do throws(LibavMissing) {
            try Libav.loadFilters()
        } catch {
            isUnavailable = true
            ErrorLine.write("stream: pictures stay interlaced or turned. \(error.message)")
            return nil
        }
        return try FilterGraph(source, filters: filters)
    }

    private var filters: String {
        let turn = [90: ",transpose=clock", 180: ",hflip,vflip", 270: ",transpose=cclock"]
        return "yadif=mode=send_frame:deint=interlaced" + (turn[rotation] ?? "")
    }
}
