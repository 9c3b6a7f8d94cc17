extension LavdLogger {
    /// A sign that something goes on, which is started and stopped by hand.
    ///
    /// - Parameters:
    ///   - name: What goes on, for the log.
    ///   - text: What is shown. Default: the name.
    public func spinner(_ name: String, text: String? = nil) -> LavdSpinner { LavdSpinner(self, name, text: text) }

    /// Shows a sign that something goes on while a body runs.
    ///
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    public func spinner<Result>(
        _ name: String, text: String? = nil, _ body: () throws -> Result
    ) rethrows -> Result {
        let spinner = spinner(name, text: text)
        spinner.start()
        defer { spinner.stop() }
        return try body()
    }

    /// Shows a sign that something goes on while a body runs.
    ///
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    public func spinner<Result>(
        _ name: String, text: String? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Result
    ) async rethrows -> Result {
        let spinner = spinner(name, text: text)
        spinner.start()
        defer { spinner.stop() }
        return try await body()
    }

    /// The elements of a sequence, counted by a bar of progress.
    ///
    /// - Parameters:
    ///   - name: What is done, for the log and before the bar.
    ///   - elements: What the loop goes over.
    ///   - total: How many there are. Default: what a collection that can tell at once says; nobody knows of any other sequence.
    ///   - description: What stands before the bar. Default: the name.
    public func progressBar<Elements: Sequence>(
        _ name: String, _ elements: Elements, total: Int? = nil, description: String? = nil
    ) -> ProgressSequence<Elements> {
        let known = total ?? KnownCount.of(elements)
        return ProgressSequence(base: elements) {
            LavdProgressBar(self, name, total: known, description: description)
        }
    }

    /// A bar of progress that is moved by hand.
    ///
    /// - Parameters:
    ///   - name: What is done, for the log and before the bar.
    ///   - total: How many steps there are. Default: nobody knows.
    ///   - description: What stands before the bar. Default: the name.
    public func progressBar(_ name: String, total: Int? = nil, description: String? = nil) -> LavdProgressBar {
        LavdProgressBar(self, name, total: total, description: description)
    }

    /// Gives a bar of progress to a body that moves it, and ends it behind.
    ///
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    public func progressBar<Result>(
        _ name: String, total: Int? = nil, description: String? = nil, _ body: (LavdProgressBar) throws -> Result
    ) rethrows -> Result {
        let bar = LavdProgressBar(self, name, total: total, description: description)
        defer { bar.finish() }
        return try body(bar)
    }

    /// Gives a bar of progress to a body that moves it, and ends it behind.
    ///
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    public func progressBar<Result>(
        _ name: String, total: Int? = nil, description: String? = nil,
        isolation: isolated (any Actor)? = #isolation, _ body: (LavdProgressBar) async throws -> Result
    ) async rethrows -> Result {
        let bar = LavdProgressBar(self, name, total: total, description: description)
        defer { bar.finish() }
        return try await body(bar)
    }
}
