import RegistryCore

/// How wide a column of the list of runs is, when somebody made it so: in steps of 20 pixels, each of which is a class of the
/// style sheet. Pages may not have styles of their own.
struct ColumnWidth: Hashable, Sendable {
    /// Pixels of a step.
    static let step = 20
    /// The widths there are, in steps: 60 to 800 pixels.
    static let steps = 3...40

    let field: RunField
    /// In steps.
    let steps: Int

    /// Reads `params.lr:160`: a field and its pixels, which are rounded to a step.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for anything else.
    init(_ text: String) throws(RegistryError) {
        guard let colon = text.lastIndex(of: ":"), let pixels = Int(text[text.index(after: colon)...]),
            (0...10_000).contains(pixels)
        else {
            throw RegistryError(
                .invalidArgument, "A column's width is a field and a number of pixels: width=params.lr:160.")
        }
        field = try RunField(String(text[..<colon]))
        steps = min(max((pixels + Self.step / 2) / Self.step, Self.steps.lowerBound), Self.steps.upperBound)
    }

    /// The text that ``init(_:)`` reads.
    var text: String { "\(field.text):\(steps * Self.step)" }

    /// The class of the style sheet.
    var name: String { "wide-\(steps)" }
}
