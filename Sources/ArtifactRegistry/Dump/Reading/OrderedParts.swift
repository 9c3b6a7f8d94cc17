import RegistryCore

/// Something of a store that comes in order, part by part.
protocol OrderedParts<Element>: Sendable {
    associatedtype Element: Equatable & Sendable

    /// The next part; `nil` behind the last one.
    mutating func next() async throws -> [Element]?

    /// The order in which the elements come.
    static func isBefore(_ left: Element, _ right: Element) -> Bool
}

extension SeriesPointReader: OrderedParts {
    static func isBefore(_ left: SeriesPoint, _ right: SeriesPoint) -> Bool { left.isStoredBefore(right) }
}

extension LogLineReader: OrderedParts {
    static func isBefore(_ left: LogLine, _ right: LogLine) -> Bool { left.position < right.position }
}
