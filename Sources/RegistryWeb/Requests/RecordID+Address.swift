import RegistryCore

extension RecordID {
    /// Segments at the place of an artifact's identifier that are other addresses.
    static let takenSegments: Set<String> = ["groups", "search"]

    /// Where an artifact is as JSON.
    var artifactAddress: String {
        "/api/v1/artifacts/\(PathSegment.encoded(description, besides: Self.takenSegments))"
    }

    /// Where an artifact is as a page.
    var artifactPageAddress: String { "/artifacts/\(PathSegment.encoded(description))" }

    /// What a segment of an address may identify, the likeliest first: an address does not say of `7` whether it is a number
    /// or text.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a segment that is no text.
    static func readings(of segment: String) throws(RegistryError) -> [RecordID] {
        let text = try PathSegment.decoded(segment)
        let usual = RecordID(text)
        var readings = [usual]
        if case .objectID = usual { readings.append(.string(text)) }
        if let number = Int64(text), String(number) == text { readings.append(.int(number)) }
        return readings
    }
}
