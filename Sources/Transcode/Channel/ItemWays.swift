import Wire

/// One way for an item's picture to go on air. All positions are ticks of 90 kHz.
protocol PictureWay: AnyObject {
    /// Every picture before this is on its way.
    var position: Int64 { get }
    /// Takes the next packet of the picture's stream.
    func take(_ packet: borrowing Packet) throws(LibavError)
    /// Goes on without packets up to `time`, if it can: repeats what is shown, or draws.
    func advance(to time: Int64) throws(LibavError)
    /// No packet comes any more.
    func endInput() throws(LibavError)
}

/// One way for an item's sound to go on air.
protocol SoundWay: AnyObject {
    var position: Int64 { get }
    func take(_ packet: borrowing Packet) throws(LibavError)
    /// Puts silence up to `time`.
    func advance(to time: Int64) throws(LibavError)
    func endInput() throws(LibavError)
}
