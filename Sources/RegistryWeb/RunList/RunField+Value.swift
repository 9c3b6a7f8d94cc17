import RegistryCore

extension RunField {
    /// What a run has of this; `nil` when it has nothing.
    ///
    /// - Parameter now: the moment up to which a run that goes on has lasted.
    func value(of run: Run, at now: WallTime) -> Value? {
        switch self {
        case .name: return .string(run.name)
        case .status: return .string(run.status.rawValue)
        case .experiment: return .string(run.experiment)
        case .started: return .date(run.startTime)
        case .ended: return run.endTime.map { .date($0) }
        case .duration: return .string(CellText.duration(from: run.startTime, to: run.lastMoment(at: now)))
        case .host: return run.host.isEmpty ? nil : .string(run.host)
        case .commit: return run.gitCommit.map { .string($0) }
        case .notes: return run.notes.isEmpty ? nil : .string(run.notes)
        case .id: return .string(run.id.description)
        case .parameter(let name): return run.parameter(name)
        case .tag(let name): return run.tags[name].map { .string($0) }
        case .metric(let name, let number): return run.metrics[name].map { number.value(of: $0.summary) }
        }
    }

    /// Whether its values stand at the right whatever they are.
    var isNumeric: Bool {
        switch self {
        case .duration, .metric: true
        default: false
        }
    }
}

extension RunField.Number {
    fileprivate func value(of summary: SeriesSummary) -> Value {
        switch self {
        case .last: .double(summary.last)
        case .min: .double(summary.minimum)
        case .max: .double(summary.maximum)
        case .first: .double(summary.first)
        case .step: .int(summary.lastStep.rawValue)
        case .count: .int(Int64(summary.count))
        case .nan: .int(Int64(summary.nanCount))
        }
    }
}
