import Broadcast

/// Where a picture lies in a frame of another shape, centred.
struct PictureFit: Equatable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    /// Columns and rows of the picture that are cut off on each side, even.
    let cropX: Int
    let cropY: Int

    /// - Parameters:
    ///   - width: Of the picture as stored, in samples.
    ///   - sample: Shape of a sample; zeros are square.
    ///   - frame: Size of the frame in square pixels, even.
    init(
        width: Int, height: Int, sample: (width: Int, height: Int),
        into frame: (width: Int, height: Int), _ fitting: Looks.Fitting = .pad
    ) {
        let isKnown = sample.width > 0 && sample.height > 0
        let wide = width * (isKnown ? sample.width : 1)
        let high = height * (isKnown ? sample.height : 1)
        let isWider = wide * frame.height >= high * frame.width
        guard fitting == .pad else {
            (x, y, self.width, self.height) = (0, 0, frame.width, frame.height)
            let isCut = fitting == .crop
            let columns = width * frame.width * high / (frame.height * max(1, wide))
            let rows = height * frame.height * wide / (frame.width * max(1, high))
            cropX = isCut && isWider ? max(0, width - max(16, columns)) / 4 * 2 : 0
            cropY = isCut && !isWider ? max(0, height - max(16, rows)) / 4 * 2 : 0
            return
        }
        (cropX, cropY) = (0, 0)
        self.width = isWider ? frame.width : Self.even(frame.height * wide, by: high, frame.width)
        self.height = isWider ? Self.even(frame.width * high, by: wide, frame.height) : frame.height
        x = (frame.width - self.width) / 4 * 2
        y = (frame.height - self.height) / 4 * 2
    }

    /// The quotient as an even number from 2 to `most`; a pixel that is missing is not worth a bar.
    private static func even(_ value: Int, by divisor: Int, _ most: Int) -> Int {
        let nearest = (value + divisor) / (2 * max(1, divisor)) * 2
        return nearest + 2 >= most ? most : max(2, nearest)
    }
}
