/// What stands in a table that is printed.
public enum TableCell: Hashable, Sendable {
    /// Nothing: a placeholder is shown.
    case empty
    /// A text.
    case text(String)
    /// A whole number.
    case int(Int)
    /// A number, shown with the table's digits behind the point.
    case double(Double)
    /// `True` or `False`.
    case bool(Bool)

    /// The cell as text.
    func text(placeholder: String, precision: Int) -> String {
        switch self {
        case .empty: placeholder
        case .text(let text): text
        case .int(let number): String(number)
        case .double(let number): DecimalText.text(number, digits: precision)
        case .bool(let value): value ? "True" : "False"
        }
    }
}

extension TableCell: ExpressibleByNilLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
    /// Nothing.
    public init(nilLiteral: ()) { self = .empty }
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// Yes or no.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
