/// What stands behind the colon of a place in a text: how Python's `str.format` is to write a value.
///
/// `[[fill]align][sign][#][0][width][, or _][.precision][type]`, with the types `s b d o x X e E f F g G %`. Not known are `c`, which is a
/// character by its number, `n`, which is as the machine's language has it, the option `z`, and places within. Digits behind the point are
/// ``mostDigits`` at most.
struct FormatSpecification {
    /// Where a value stands in its width.
    enum Alignment: Character {
        case left = "<"
        case right = ">"
        case center = "^"
        /// The fill is between the sign and the digits.
        case behindSign = "="
    }

    /// The widest that a value is made.
    static let largestWidth = 1_000
    /// The most characters of a text.
    static let largestPrecision = 1_000
    /// The most digits of a number behind its point, or of its mantissa: C has no bound of its own for them.
    static let mostDigits = 100

    private(set) var fill: Character?
    private(set) var alignment: Alignment?
    /// `+`, `-` or a space.
    private(set) var sign: Character?
    private(set) var isAlternate = false
    private(set) var hasZero = false
    private(set) var width = 0
    /// `,` or `_`.
    private(set) var grouping: Character?
    private(set) var precision: Int?
    private(set) var type: Character?

    /// `nil` for a text that is no specification, or one that is not known here.
    init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        func take(_ known: String) -> Character? {
            guard let first = rest.first, known.contains(first) else { return nil }
            rest = rest.dropFirst()
            return first
        }
        func takeNumber(atMost limit: Int) -> Int? {
            let digits = rest.prefix { "0123456789".contains($0) }
            rest = rest.dropFirst(digits.count)
            return Int(digits).flatMap { $0 <= limit ? $0 : nil }
        }
        if let second = rest.dropFirst().first, let alignment = Alignment(rawValue: second) {
            fill = rest.first
            self.alignment = alignment
            rest = rest.dropFirst(2)
        } else {
            alignment = take("<>^=").flatMap(Alignment.init)
        }
        sign = take("+- ")
        isAlternate = take("#") != nil
        hasZero = take("0") != nil
        if let first = rest.first, "0123456789".contains(first) {
            guard let width = takeNumber(atMost: Self.largestWidth) else { return nil }
            self.width = width
        }
        grouping = take(",_")
        if take(".") != nil {
            guard let precision = takeNumber(atMost: Self.largestPrecision) else { return nil }
            self.precision = precision
        }
        type = take("sbdoxXeEfFgG%")
        guard rest.isEmpty else { return nil }
    }
}
