public import RegistryCore

/// What a training says in words, and what is found out about it after it began.
extension Logger {
    /// The most bytes of UTF-8 that one call may log as text: 4 MiB.
    public static let longestText = 4 << 20

    /// Logs a line of text for the run's log in the registry. It may hold line breaks; more than 65,536 bytes are kept as
    /// several lines that follow each other.
    ///
    /// The call never throws; a text of more than ``longestText`` bytes is refused, which `onProblem` is told.
    ///
    /// - Parameters:
    ///   - text: What happened.
    ///   - level: How serious it is. Default: `info`.
    public func logLine(_ text: String, level: LogLevel = .info) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        let count = text.utf8.count
        guard count <= Self.longestText else {
            return recorder.refuse(
                RegistryError(
                    .invalidArgument,
                    "A line of \(count) bytes is too long to be logged. Store it as a file, or log its parts."))
        }
        recorder.appendBody(
            Array(text.utf8), as: .line, number: Int64(level.rawValue), time: recorder.surroundings.now())
    }

    /// Changes the run's parameters, which it may have had from its beginning.
    ///
    /// The call never throws; what no registry can keep (names inside of values that hold dots or begin with `$`) is refused,
    /// which `onProblem` is told. So are parameters whose names have a control character or more than 1,024 bytes, without those beside them.
    /// TensorBoard shows the parameters of the beginning only.
    public func logParameters(_ change: ParameterChange) {
        guard let recorder, toggle.isOn, recorder.isInItsProcess() else { return }
        var change = change
        let (values, refusal) = ParameterName.admitted(change.values)
        if let refusal {
            recorder.refuse(refusal)
            change.values = values
            // What is replaced is gone all the same: else it would stand beside what is new.
            guard !values.isEmpty || !change.removed.isEmpty || change.replacesAll else { return }
        }
        recorder.appendDocument(change.document, as: .parameters, number: nil)
    }

    /// What the run was begun with; nothing for a run that is continued.
    public var initialParameters: [String: Value] { recorder?.initialParameters ?? [:] }

    /// The graphics processors as the run's metrics measured them last; none where these are off, and where there are none.
    package var gpus: [GPUReading] { recorder?.gpus ?? [] }

    /// The names of the sinks that were added to the logger's own.
    package var addedSinkNames: [String] { recorder?.configuration.addedSinks.map(\.name) ?? [] }

    /// Tells whoever configured the logger that something could not be logged.
    package func refuse(_ error: RegistryError) {
        guard let recorder, recorder.isInItsProcess() else { return }
        recorder.refuse(error)
    }

    /// Tells whoever configured the logger something that costs nothing that was logged.
    package func report(_ message: String) {
        recorder?.configuration.onProblem(LogProblem(sink: nil, kind: .rejected, error: nil, message: message))
    }
}
