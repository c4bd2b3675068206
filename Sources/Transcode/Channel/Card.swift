import Broadcast
import CLibav
import Glibc
import Wire

/// What a channel shows while nothing plays: colour bars.
final class Card {
    init(_ job: StreamJob) {}

    func draw(title: String, at time: AirTime, on canvas: borrowing Frame) {
        let bars: [(UInt8, UInt8, UInt8)] = [
            (180, 128, 128), (162, 44, 142), (131, 156, 44), (112, 72, 58), (84, 184, 198),
            (65, 100, 212), (35, 212, 114), (16, 128, 128),
        ]
        for plane in 0..<3 as Range<CInt> {
            guard let base = clibav_plane(canvas.pointer, plane) else { continue }
            let stride = Int(clibav_stride(canvas.pointer, plane))
            let width = plane == 0 ? canvas.width : canvas.width / 2
            let height = plane == 0 ? canvas.height : canvas.height / 2
            for x in 0..<width {
                let bar = bars[x * bars.count / width]
                base[x] = plane == 0 ? bar.0 : plane == 1 ? bar.1 : bar.2
            }
            for y in 1..<height { memcpy(base + y * stride, base, width) }
        }
    }
}
