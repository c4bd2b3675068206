public import Broadcast

/// `/device.xml`: what a UPnP control point reads after SSDP told it where.
public struct DeviceDescription: Equatable, Sendable {
    public var name: String
    public var manufacturer: String
    public var manufacturerURL: String
    public var model: String
    public var modelNumber: String
    public var modelDescription: String
    public var id: DeviceID
    /// Without `uuid:`.
    public var uuid: String
    /// Address and port as a URL begins; Home Assistant takes the host out of a control URL.
    public var base: String

    public init(
        name: String, manufacturer: String, manufacturerURL: String, model: String,
        modelNumber: String, modelDescription: String, id: DeviceID, uuid: String, base: String
    ) {
        self.name = name
        self.manufacturer = manufacturer
        self.manufacturerURL = manufacturerURL
        self.model = model
        self.modelNumber = modelNumber
        self.modelDescription = modelDescription
        self.id = id
        self.uuid = uuid
        self.base = base
    }

    public var document: String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <root xmlns="urn:schemas-upnp-org:device-1-0">
        <specVersion><major>1</major><minor>0</minor></specVersion>
        <device>
        <deviceType>urn:schemas-upnp-org:device:MediaServer:1</deviceType>
        <friendlyName>\(name.escapedForXML)</friendlyName>
        <manufacturer>\(manufacturer.escapedForXML)</manufacturer>
        <manufacturerURL>\(manufacturerURL.escapedForXML)</manufacturerURL>
        <modelDescription>\(modelDescription.escapedForXML)</modelDescription>
        <modelName>\(model.escapedForXML)</modelName>
        <modelNumber>\(modelNumber.escapedForXML)</modelNumber>
        <serialNumber>\(id)</serialNumber>
        <UDN>uuid:\(uuid.escapedForXML)</UDN>
        <serviceList>
        \(service("ConnectionManager"))
        \(service("ContentDirectory"))
        </serviceList>
        <presentationURL>/</presentationURL>
        </device>
        </root>

        """
    }

    private func service(_ name: String) -> String {
        let base = base.escapedForXML
        return "<service><serviceType>urn:schemas-upnp-org:service:\(name):1</serviceType>"
            + "<serviceId>urn:upnp-org:serviceId:\(name)</serviceId>"
            + "<SCPDURL>\(base)/upnp/\(name).xml</SCPDURL>"
            + "<controlURL>\(base)/upnp/\(name)/control</controlURL>"
            + "<eventSubURL>\(base)/upnp/\(name)/event</eventSubURL></service>"
    }
}
