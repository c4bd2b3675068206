/// Who this tuner says it is, in every protocol alike.
public struct TunerIdentity: Equatable, Sendable {
    /// Eight upper-case hexadecimal digits that pass libhdhomerun's self-check.
    public let deviceID: String
    public let friendlyName: String
    /// What Jellyfin and Emby look at: they offer transcoding when it contains "HDTC".
    public let modelNumber: String
    public let firmwareName: String
    /// Begins with digits, which clients parse as a date.
    public let firmwareVersion: String
    /// At most 24 characters; legacy clients keep it in a buffer of that size.
    public let deviceAuth: String
    public let tunerCount: Int

    /// A model that transcodes on request, with libhdhomerun's limits kept.
    ///
    /// - Parameter deviceAuth: Cut after 24 characters.
    public init(
        deviceID: String, friendlyName: String, modelNumber: String = "HDTC-2US",
        firmwareName: String = "hdhomeruntc_atsc", firmwareVersion: String = "20260313",
        deviceAuth: String, tunerCount: Int
    ) {
        self.deviceID = deviceID
        self.friendlyName = friendlyName
        self.modelNumber = modelNumber
        self.firmwareName = firmwareName
        self.firmwareVersion = firmwareVersion
        self.deviceAuth = String(deviceAuth.prefix(24))
        self.tunerCount = tunerCount
    }

    /// `/discover.json`: the nine keys of an EXTEND, in its order.
    ///
    /// - Parameter base: `http://` and the address and port that the client reached.
    public func discoverDocument(base: String) -> JSON {
        [
            "FriendlyName": .text(friendlyName),
            "ModelNumber": .text(modelNumber),
            "FirmwareName": .text(firmwareName),
            "FirmwareVersion": .text(firmwareVersion),
            "DeviceID": .text(deviceID),
            "DeviceAuth": .text(deviceAuth),
            "BaseURL": .text(base),
            "LineupURL": .text("\(base)/lineup.json"),
            "TunerCount": .number(tunerCount),
        ]
    }
}
