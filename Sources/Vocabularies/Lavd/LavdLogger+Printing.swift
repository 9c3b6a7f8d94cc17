import TrainingLog

/// What is printed, and kept in `events.log`, `stdout.log` and `stderr.log`, and in the run's log in the registry.
extension LavdLogger {
    /// Prints a line to standard output.
    ///
    /// With arguments, `{}` stands for the next one, `{0}` for the first, `{num}` for a named one, and `{{` for a brace, as in
    /// Python's `format`; behind a colon stands how it is written, in Python's words: `{:.2f}`, `{:>10}`, `{:,}`, `{:08.3f}`, `{:.1%}`. A place
    /// that nothing fits, or whose format is not known, stays as it is, and `LoggerConfiguration.onProblem` is told. Widths go to 1,000.
    /// Without any arguments the text is printed as it is.
    public func println(_ text: String, _ arguments: Any..., named: [String: Any] = [:]) {
        printLine(text, arguments, named, as: .stdout)
    }

    /// Prints a line to standard error; see ``println(_:_:named:)``.
    public func eprintln(_ text: String, _ arguments: Any..., named: [String: Any] = [:]) {
        printLine(text, arguments, named, as: .stderr)
    }

    private func printLine(_ text: String, _ arguments: [Any], _ named: [String: Any], as tag: TaggedMessage.Tag) {
        guard isEnabled else { return }
        let isPlain = arguments.isEmpty && named.isEmpty
        let line = isPlain ? text : PlaceholderText.filled(text, arguments, named, report: logger.report)
        // Under the console's lock: lines are logged in the order in which they are seen.
        console.print(line, isError: tag == .stderr) { logger.log(TaggedMessage(tag, line)) }
    }

    /// Prints a table as Markdown has it, a message for each line.
    ///
    /// ```swift
    /// logger.printTable(["Name", "Total", "Accuracy"], [["Train", 1000, 0.978], ["Test", nil, nil]])
    /// ```
    ///
    /// - Parameters:
    ///   - rows: Short ones are filled up with the placeholder.
    ///   - indentLevel: By how often four spaces the table is moved to the right. Default: 0.
    ///   - placeholder: What stands for nothing. Default: `-`.
    ///   - precision: How many digits numbers have behind the point; whole ones have none. Default: 5.
    public func printTable(
        _ header: [String], _ rows: [[TableCell]], indentLevel: Int = 0, placeholder: String = "-", precision: Int = 5
    ) {
        guard isEnabled else { return }
        let table = MarkdownTable(header: header, rows: rows, placeholder: placeholder, precision: precision)
        let indent = String(repeating: "    ", count: min(max(0, indentLevel), 32))
        for line in table.lines { println(indent + line) }
    }

    /// Logs that a phase begins, and prints nothing.
    ///
    /// - Returns: The phase, to be ended by ``LavdPhase/finish()``, which logs how long it took.
    @discardableResult
    public func start(_ name: String) -> LavdPhase { LavdPhase(self, name, from: .start, to: .end) }

    /// Logs a message with a tag of its own: 1 to 64 capital letters, digits and `_`.
    public func log(_ tag: String, _ message: String) {
        guard isEnabled else { return }
        logger.log(TaggedMessage(TaggedMessage.Tag(tag) ?? .other(tag), message))
    }

    /// Has names of phases, spinners and bars stand behind a text, which tells processes apart.
    public func setPrefix(_ text: String) { prefix.set(text) }
}
