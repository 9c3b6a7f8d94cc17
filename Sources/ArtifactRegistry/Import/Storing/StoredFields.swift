import RegistryCore

/// The fields of a run's record that an import writes. All others are the user's.
struct StoredFields: Hashable {
    /// The start of a run none of whose events has a time.
    static let noTime = WallTime(millisecondsSince1970: 0)

    var status: RunStatus
    var startTime: WallTime
    var endTime: WallTime?
    var parameters: [String: Value]
    var group: String?

    init(_ document: Document) {
        status = document["status"]?.stringValue.flatMap(RunStatus.init) ?? .running
        startTime = document["startTime"]?.dateValue ?? Self.noTime
        endTime = document["endTime"]?.dateValue
        parameters = [:]
        for (key, value) in document["parameters"]?.documentValue ?? [:] {
            parameters[FieldName.unescaped(key)] = value
        }
        group = document["tags"]?.documentValue?["group"]?.stringValue
    }

    /// The change that makes these fields the wanted ones.
    func change(to wanted: StoredFields) -> RecordChange {
        var change = RecordChange()
        if wanted.status != status { change.set["status"] = .string(wanted.status.rawValue) }
        if wanted.startTime != startTime { change.set["startTime"] = .date(wanted.startTime) }
        if wanted.endTime != endTime {
            if let time = wanted.endTime { change.set["endTime"] = .date(time) } else { change.remove = ["endTime"] }
        }
        for (name, value) in wanted.parameters where parameters[name] != value {
            change.set[FieldPath(components: ["parameters", FieldName.escaped(name)])] = value
        }
        if let group = wanted.group, group != self.group { change.set["tags.group"] = .string(group) }
        return change
    }
}
