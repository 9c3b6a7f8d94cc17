extension Pattern {
    /// How a pattern is read.
    public struct Options: OptionSet, Hashable, Sendable, CustomStringConvertible {
        /// One bit per option.
        public let rawValue: UInt8

        /// Options by their bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// `i`: upper and lower case are the same, for every letter whose two cases are one character each.
        public static let ignoresCase = Options(rawValue: 1)
        /// `m`: `^` and `$` also match at the beginning and end of every line.
        public static let anchorsMatchLines = Options(rawValue: 2)
        /// `s`: `.` also matches a newline.
        public static let dotMatchesNewline = Options(rawValue: 4)

        private static let letters: [(Character, Options)] = [
            ("i", .ignoresCase), ("m", .anchorsMatchLines), ("s", .dotMatchesNewline),
        ]

        /// Reads letters such as `im`, in any order; `nil` when there is one other than `i`, `m` and `s`.
        public init?(letters: String) {
            self = []
            for letter in letters {
                guard let option = Options(letter: letter) else { return nil }
                insert(option)
            }
        }

        init?(letter: Character) {
            guard let found = Self.letters.first(where: { $0.0 == letter }) else { return nil }
            self = found.1
        }

        /// The letters, in alphabetical order.
        public var description: String { String(Self.letters.filter { contains($0.1) }.map(\.0)) }
    }
}
