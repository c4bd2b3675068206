import Broadcast
import CLibav

/// Finds out what a file holds and whether it plays.
///
/// It opens files of unknown origin: only for a worker process, which may die of one.
enum FileProbe {
    /// The most time a file gets, all reads together.
    static let patience = Duration.seconds(10)

    static func facts(of path: String) throws(Unplayable) -> MediaFacts {
        let size = try FileCheck.size(of: path)
        let file = try open(path)
        let video = file.bestVideo
        let audio = file.streams(of: AVMEDIA_TYPE_AUDIO)
        guard video != nil || !audio.isEmpty else { throw .nothingToPlay }

        let sample = try FirstFrames.decode(from: file, video: video, audio: file.bestAudio)
        let length = try FileLength.measure(file, size: size, path: path)
        return MediaFacts(
            container: file.containerName, duration: .microseconds(length),
            bitrate: bitrate(size: size, length: length),
            video: video.map { StreamFacts.video(file, $0, sample) },
            audio: audio.map { StreamFacts.audio(file, $0, sample) },
            tags: StreamFacts.tags(of: file, isSound: video == nil))
    }

    private static func open(_ path: String) throws(Unplayable) -> InputFile {
        do throws(LibavError) {
            let file = try InputFile.open(path, within: patience)
            try file.readStreamsIfNeeded()
            return file
        } catch {
            throw FileCheck.explain(error, path: path)
        }
    }

    /// The whole file's, in bit/s; nil where it makes no sense.
    private static func bitrate(size: Int64, length: Int64) -> Int? {
        let (bits, isTooLarge) = size.multipliedReportingOverflow(by: 8_000_000)
        return isTooLarge ? nil : Int(bits / length)
    }
}
