/// The first thing that is wrong with a plan document.
public struct PlanError: Explained, Equatable {
    public let place: YAMLNode.Place
    /// The key it is about.
    public let key: String
    /// What is wrong with it, as the rest of a sentence that begins with the key.
    public let fault: String
    public let remedy: String

    public init(_ place: YAMLNode.Place, _ key: String, _ fault: String, remedy: String = "") {
        self.place = place
        self.key = key
        self.fault = fault
        self.remedy = remedy
    }

    public var message: String {
        "Line \(place.line), column \(place.column): “\(key)” \(fault)."
    }

    public var description: String { remedy.isEmpty ? message : "\(message) \(remedy)" }
}
