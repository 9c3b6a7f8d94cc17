import RegistryCore

extension BodyFields {
    /// A name that people are to see; empty for none.
    ///
    /// - Throws: for text of nothing but spaces, which nobody sees.
    func name(_ field: String) throws(RegistryError) -> String? {
        guard let text = try text(field), !text.isEmpty else { return nil }
        guard !text.isBlank else { throw fault(field, "text with something to see in it") }
        return text
    }

    /// A moment at which something began or ended.
    ///
    /// - Throws: for one that lies more than a day ahead: a clock that is so wrong would have the run stand before all others
    ///   for ever.
    func pastTime(_ field: String, now: WallTime) throws(RegistryError) -> WallTime? {
        guard let time = try time(field) else { return nil }
        // Not by their difference: times from outside may be any number.
        let latest = now.millisecondsSince1970 + Self.mostAhead
        guard (Self.earliest...max(latest, Self.earliest)).contains(time.millisecondsSince1970) else {
            throw fault(field, "a time of the years from 1 on that lies a day ahead at most")
        }
        return time
    }

    /// How far clocks may be ahead of the server's, in milliseconds: a day.
    private static var mostAhead: Int64 { 86_400_000 }

    /// 0001-01-01T00:00:00Z: before it no date is written with four digits.
    private static var earliest: Int64 { -62_135_596_800_000 }
}

extension String {
    /// Whether there is nothing to see in it.
    var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.isControl } }

    /// Whether it has a character that is no text but tells a terminal something, such as a line's end.
    var hasControlCharacters: Bool { unicodeScalars.contains { $0.isControl } }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
