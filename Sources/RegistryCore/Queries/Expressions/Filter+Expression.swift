extension Filter {
    /// The longest expression: 20,000 characters (Unicode scalars).
    public static let longestExpression = 20_000

    /// Reads a question in the expression language, such as `ModelName ~ "^auto" and MSE < 0.05`.
    ///
    /// - Comparisons: `= == != < <= > >=`, `IN (…)`, `NOT IN (…)`, `LIKE` and `ILIKE` with `%` and `_` (and a backslash
    ///   in front of one that stands for itself), `~` and `!~` with a ``Pattern``, `CONTAINS` with text in either case,
    ///   `IS NULL`, `IS NOT NULL`; between them `and`, `or`, `not` and parentheses. Words may be in either case.
    /// - Values: numbers, `NaN`, `Infinity`, text in single or double quotes (a quote within is written twice), `true`,
    ///   `false`, `null`, `date('2024-01-31T12:00:00Z')`, `objectid('…')`.
    /// - Fields: names separated by dots; a name with other characters than letters, digits, `_`, `-` and `/` stands in
    ///   backticks or double quotes. For runs they are those of MLflow: `metrics.loss`, `params.lr`, `tags."my key"`,
    ///   `attributes.status`; `metrics.loss.min` asks for another number of the metric than its last. A parameter equals
    ///   `'0.01'` as a text and as a number.
    ///
    /// As in SQL and MLflow, and unlike `$ne`, the negative comparisons (`!=`, `NOT IN`, `!~` and so on) hold only for
    /// records that have the field; `not` in front of a condition turns it round as a whole. An empty expression is
    /// ``everything``.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that names the column, counted from 1, and what was expected
    ///   there.
    public init(expression: String, in collection: CollectionName = .artifacts) throws(RegistryError) {
        var parser = try ExpressionParser(expression, fields: collection == .runs ? .runs : .records)
        self = try parser.parse()
    }
}
