/// How many characters a line has, and how many lines there are, where text is shown.
struct TerminalSize: Equatable {
    /// Characters a line.
    var columns: Int
    /// Lines.
    var rows: Int

    /// What is taken where nothing says anything, as in a file.
    static let usual = TerminalSize(columns: 100, rows: 30)
    /// What `COLUMNS` and `LINES` may say; anything else is a slip, or left over from something else. Few columns are what
    /// they are: ``ChartDestination`` says so where a chart needs more.
    private static let saneColumns = 1...1_000
    private static let saneRows = 5...1_000

    /// The size of the terminal itself; without one what the environment says in `COLUMNS` and `LINES`, as programs in
    /// between (`watch`, `script`, jobs of a build) tell it, each for itself; else the usual size.
    ///
    /// - Parameter terminal: What the operating system says of the standard output; `nil` when it is no terminal.
    init(terminal: TerminalSize?, environment: [String: String]) {
        if let terminal {
            self = terminal
            return
        }
        func number(_ name: String, in sane: ClosedRange<Int>) -> Int? {
            environment[name].flatMap { Int($0) }.flatMap { sane.contains($0) ? $0 : nil }
        }
        columns = number("COLUMNS", in: Self.saneColumns) ?? Self.usual.columns
        rows = number("LINES", in: Self.saneRows) ?? Self.usual.rows
    }

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}
