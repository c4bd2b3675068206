import CLibav
import Testing

@testable import Transcode

@Suite struct PictureFilterTests {
    private let square = AVRational(num: 1, den: 1)

    init() throws {
        try Libav.load()
    }

    /// White over black rows in turn, as two fields of different instants.
    private func combed(_ time: Int64, isInterlaced: Bool = true) throws -> Frame {
        let frame = try Frame.picture(width: 64, height: 64, format: AV_PIX_FMT_YUV420P)
        frame.canvas.fill(.black)
        for row in stride(from: 0, to: 64, by: 2) {
            frame.canvas.fill(x: 0, y: row, width: 64, height: 1, .white)
        }
        frame.pointer.pointee.interlaced_frame = isInterlaced ? 1 : 0
        frame.pointer.pointee.top_field_first = 1
        frame.pointer.pointee.best_effort_timestamp = time
        return frame
    }

    private func luma(_ frame: borrowing Frame, _ x: Int, _ y: Int) -> UInt8 {
        clibav_plane(frame.pointer, 0)[y * Int(clibav_stride(frame.pointer, 0)) + x]
    }

    @Test func progressivePicturesPassUntouched() throws {
        let filter = PictureFilter(rotation: 0, sample: square)
        let frame = try combed(7, isInterlaced: false)
        let data = clibav_plane(frame.pointer, 0)
        try filter.send(frame)
        let out = Frame()

        #expect(try filter.receive(into: out))
        #expect(clibav_plane(out.pointer, 0) == data)
        #expect(try !filter.receive(into: out))
    }

    @Test func interlacedPicturesLoseTheirCombAndKeepTheirTimes() throws {
        let filter = PictureFilter(rotation: 0, sample: square)
        var times: [Int64?] = []
        var lines: [UInt8] = []
        let out = Frame()
        for time in [100, 200, 300] as [Int64] {
            try filter.send(try combed(time))
            while try filter.receive(into: out) {
                times.append(out.time)
                lines = (30..<34).map { luma(out, 20, $0) }
            }
        }
        filter.finish()
        while try filter.receive(into: out) { times.append(out.time) }

        #expect(times == [100, 200, 300])
        #expect(lines == [235, 235, 235, 235])
    }

    @Test(arguments: [(90, 62, 0), (180, 63, 62), (270, 0, 63)])
    func aMatrixTurnsThePicture(rotation: Int, x: Int, y: Int) throws {
        let filter = PictureFilter(rotation: rotation, sample: AVRational(num: 4, den: 3))
        let frame = try Frame.picture(width: 64, height: 64, format: AV_PIX_FMT_YUV420P)
        frame.canvas.fill(.black)
        frame.canvas.fill(x: 0, y: 0, width: 1, height: 2, .white)
        frame.pointer.pointee.best_effort_timestamp = 5
        try filter.send(frame)
        filter.finish()
        let out = Frame()

        #expect(try filter.receive(into: out))
        #expect(luma(out, x, y) == 235)
        #expect(out.time == 5)
        let shape = out.pointer.pointee.sample_aspect_ratio
        #expect([shape.num, shape.den] == (rotation == 180 ? [4, 3] : [3, 4]))
    }

    @Test func aSourceThatChangesLosesNoPicture() throws {
        let filter = PictureFilter(rotation: 0, sample: square)
        let small = try Frame.picture(width: 32, height: 32, format: AV_PIX_FMT_YUV420P)
        small.pointer.pointee.interlaced_frame = 1
        small.pointer.pointee.best_effort_timestamp = 300
        let out = Frame()
        var times: [Int64?] = []
        try filter.send(try combed(100))
        while try filter.receive(into: out) { times.append(out.time) }
        try filter.send(try combed(200))
        while try filter.receive(into: out) { times.append(out.time) }
        try filter.send(small)
        while try filter.receive(into: out) { times.append(out.time) }
        filter.finish()
        while try filter.receive(into: out) { times.append(out.time) }

        #expect(times == [100, 200, 300])
    }
}
