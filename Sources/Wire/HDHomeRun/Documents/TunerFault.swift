/// Why a stream request was refused, as `X-HDHomeRun-Error` says it.
public enum TunerFault: Int, CaseIterable, Sendable {
    case unknownChannel = 801
    case unknownTranscodeProfile = 802
    case systemBusy = 803
    case tunerInUse = 804
    case allTunersInUse = 805
    case tuneFailed = 806
    case noVideoData = 807
    case playbackConnectionLimit = 809
    case contentProtectionRequired = 811

    /// The header's value: code and text, such as `805 All Tuners In Use`.
    public var header: String { "\(rawValue) \(text)" }

    /// The HTTP status it comes with: 404 if the channel does not exist, else 503.
    public var status: Int { self == .unknownChannel ? 404 : 503 }

    private var text: String {
        switch self {
        case .unknownChannel: "Unknown Channel"
        case .unknownTranscodeProfile: "Unknown Transcode Profile"
        case .systemBusy: "System Busy"
        case .tunerInUse: "Tuner In Use"
        case .allTunersInUse: "All Tuners In Use"
        case .tuneFailed: "Tune Failed"
        case .noVideoData: "No Video Data"
        case .playbackConnectionLimit: "Playback Connection Limit"
        case .contentProtectionRequired: "Content Protection Required"
        }
    }
}
