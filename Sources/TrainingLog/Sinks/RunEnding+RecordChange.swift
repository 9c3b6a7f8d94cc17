import RegistryCore

extension RunEnding {
    /// What it changes in the run's record.
    var recordChange: RecordChange {
        var change = RecordChange(set: ["status": .string(status.rawValue), "endTime": .date(time)])
        if let message { change.set["statusMessage"] = .string(message) }
        return change
    }
}
