import CLibav

/// How long a file really plays, which may be less than its header says.
enum FileLength {
    /// Lengths that can be true: up to thirty days, in microseconds.
    private static let plausible = Int64(1)...2_592_000_000_000

    /// - Returns: Microseconds, more than zero.
    static func measure(
        _ file: borrowing InputFile, size: Int64, path: String
    ) throws(Unplayable) -> Int64 {
        let told = told(by: file)
        if let told, let cut = cut(file, size: size, path: path, told: told) {
            guard cut >= 1_000_000 else { throw .cutOff }
            return min(told, cut)
        }
        if let told { return told }
        if let end = end(of: file, after: max(0, size - 4_000_000)) { return end }
        if let end = end(of: file, after: 0) { return end }
        throw file.patience.isOver ? .tooSlow : .noLength
    }

    /// What the header says, or libav found at the file's end; not what it guessed from bit rates.
    private static func told(by file: borrowing InputFile) -> Int64? {
        guard let length = file.length, plausible.contains(length) else { return nil }
        let isGuess =
            file.context.pointee.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE
        // Sound of constant rate is guessed well; pictures are not.
        return isGuess && file.bestVideo != nil ? nil : length
    }

    /// What is left of a file whose end is missing, `nil` for a whole one.
    private static func cut(
        _ file: borrowing InputFile, size: Int64, path: String, told: Int64
    ) -> Int64? {
        if file.isMatroska {
            let head = FileCheck.head(of: path, count: 256)
            guard let whole = MatroskaHead.size(head), whole > size else { return nil }
            return end(of: file, after: max(0, size - 4_000_000)) ?? 0
        }
        return [file.bestVideo, file.bestAudio].compactMap { $0 }
            .compactMap { firstMissing(in: file, stream: $0, size: size) }.min()
    }

    /// When the first packet plays that the index places beyond the file's end.
    private static func firstMissing(
        in file: borrowing InputFile, stream index: Int, size: Int64
    ) -> Int64? {
        let stream = file.stream(index)
        var missing: Int64?
        for entry in stride(from: avformat_index_get_entries_count(stream) - 1, through: 0, by: -1)
        {
            guard let entry = avformat_index_get_entry(stream, entry)?.pointee,
                entry.pos > size - Int64(entry.size)
            else { break }
            missing = entry.timestamp
        }
        return missing.map {
            max(0, Timestamp.microseconds($0, in: stream.pointee.time_base) &- file.startTime)
        }
    }

    /// When the last packet after byte `offset` ends, by reading them all.
    private static func end(of file: borrowing InputFile, after offset: Int64) -> Int64? {
        let isThere =
            offset == 0
            ? (try? file.seek(to: .zero)) != nil
            : av_seek_frame(file.context, -1, offset, AVSEEK_FLAG_BYTE) >= 0
        guard isThere else { return nil }
        let packet = Packet()
        var last: Int64?
        var counted: [Int: Int64] = [:]
        while (try? file.read(into: packet)) == true {
            let base = file.stream(packet.stream).pointee.time_base
            let length = Timestamp.microseconds(packet.duration, in: base)
            counted[packet.stream, default: 0] &+= length
            guard let time = packet.pts ?? packet.dts else { continue }
            // Damaged timestamps may be anything: they wrap, and what is not plausible is dropped.
            let finish = Timestamp.microseconds(time, in: base) &+ length &- file.startTime
            if plausible.contains(finish) { last = max(last ?? 0, finish) }
        }
        // Streams without timestamps are as long as their packets together, when all were read.
        let end = last ?? (offset == 0 ? counted.values.max() : nil)
        return end.flatMap { plausible.contains($0) ? $0 : nil }
    }
}
