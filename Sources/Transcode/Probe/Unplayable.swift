/// Why a file of the library cannot be played, as a whole sentence for the library's page.
enum Unplayable: Error, Equatable {
    case notAFile
    case empty
    case unreadable(reason: String)
    /// A playlist, a picture, a text: nothing that libav knows as one whole media file.
    case notMedia
    /// An MP4 whose index, which many writers put last, is not there.
    case noIndex
    case cutOff
    case damaged(reason: String)
    case nothingToPlay
    case noDecoder(codec: String)
    case noPicture
    case noLength
    case tooSlow
    /// Of pictures beside media.
    case noImage
    case tooLarge

    var reason: String {
        switch self {
        case .notAFile: "It is not a regular file."
        case .empty: "The file is empty."
        case .unreadable(let reason): "The file cannot be read: \(reason)."
        case .notMedia: "It is not a video or sound file."
        case .noIndex: "Its index is missing: the file was cut off, or is still being written."
        case .cutOff: "The file was cut off: less than a second of it is left."
        case .damaged(let reason): "The file is damaged: \(reason)."
        case .nothingToPlay: "The file holds neither picture nor sound."
        case .noDecoder(let codec): "Its codec “\(codec)” cannot be decoded here."
        case .noPicture: "The file is damaged: not one picture of it can be decoded."
        case .noLength: "The file is damaged: nothing in it says or shows how long it plays."
        case .noImage: "It is not a JPEG, PNG or WebP picture."
        case .tooLarge: "It is too large for a picture."
        case .tooSlow: "Reading it took too long: the disk or share it lies on does not answer."
        }
    }
}
