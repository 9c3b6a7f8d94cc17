import RegistryCore

/// Something of a run that the list of runs can show, sort by and group by.
///
/// Its name in an address is `status`, `params.lr`, `tags.owner`, `metrics.loss` (the last value) or `metrics.loss.min`.
package enum RunField: Hashable, Sendable {
    case name, status, experiment, started, ended, duration, host, commit, notes, id
    case parameter(String)
    case tag(String)
    case metric(String, Number)

    /// A number of a metric's summary.
    package enum Number: String, CaseIterable, Sendable {
        case last, min, max, first, step, count, nan
    }

    /// What a run has whatever it logs, in the order of the menu of columns.
    package static let attributes: [RunField] = [
        .status, .experiment, .started, .ended, .duration, .host, .commit, .notes, .id,
    ]

    private static let named: [String: RunField] = [
        "name": .name, "status": .status, "experiment": .experiment, "started": .started, "ended": .ended,
        "duration": .duration, "host": .host, "commit": .commit, "notes": .notes, "id": .id,
    ]

    /// Reads a field's name.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for one that names nothing of a run.
    init(_ text: String) throws(RegistryError) {
        if let attribute = Self.named[text] {
            self = attribute
        } else if let name = text.rest(behind: "params.") {
            self = .parameter(name)
        } else if let name = text.rest(behind: "tags.") {
            self = .tag(name)
        } else if let name = text.rest(behind: "metrics.") {
            self = Self.metric(named: name)
        } else {
            throw RegistryError(
                .invalidArgument,
                "Runs have no field \"\(VisibleText.short(String(text.prefix(80))))\". There are "
                    + "\(Self.named.keys.sorted().joined(separator: ", ")), params.…, tags.… and metrics.….")
        }
    }

    private static func metric(named text: String) -> RunField {
        guard let dot = text.lastIndex(of: "."), let number = Number(rawValue: String(text[text.index(after: dot)...]))
        else { return .metric(text, .last) }
        return .metric(String(text[..<dot]), number)
    }

    /// The name that ``init(_:)`` reads.
    var text: String {
        switch self {
        case .name: "name"
        case .status: "status"
        case .experiment: "experiment"
        case .started: "started"
        case .ended: "ended"
        case .duration: "duration"
        case .host: "host"
        case .commit: "commit"
        case .notes: "notes"
        case .id: "id"
        case .parameter(let name): "params.\(name)"
        case .tag(let name): "tags.\(name)"
        // A metric may itself be called "loss.min": then the number is said, too.
        case .metric(let name, .last) where Self.metric(named: name) == .metric(name, .last): "metrics.\(name)"
        case .metric(let name, let number): "metrics.\(name).\(number.rawValue)"
        }
    }

    /// Where a run's record has it; `nil` for what is computed.
    var path: FieldPath? {
        switch self {
        case .name: "name"
        case .status: "status"
        case .experiment: "experiment"
        case .started: "startTime"
        case .ended: "endTime"
        case .duration: nil
        case .host: "host"
        case .commit: "gitCommit"
        case .notes: "notes"
        case .id: "_id"
        case .parameter(let name): FieldPath(components: ["parameters", FieldName.escaped(name)])
        case .tag(let name): FieldPath(components: ["tags", FieldName.escaped(name)])
        case .metric(let name, let number):
            FieldPath(components: ["metrics", FieldName.escaped(name), number.rawValue])
        }
    }

    /// Every place where a run's record may have it, see ``FieldPath/parameter(_:)``; none for what is computed.
    var paths: [FieldPath] {
        if case .parameter(let name) = self { FieldPath.parameter(name) } else { path.map { [$0] } ?? [] }
    }

    /// The runs that have this value here, or for `null` nothing.
    func filter(equal value: Value) -> Filter { .any(of: paths, meets: .equals(value)) }

    /// Whether some runs may lack it: these come last, whichever way the others are sorted.
    var isOptional: Bool {
        switch self {
        case .ended, .commit, .parameter, .tag, .metric: true
        default: false
        }
    }

    /// What stands above its column.
    var heading: String {
        switch self {
        case .name: "Run"
        case .status: "Status"
        case .experiment: "Experiment"
        case .started: "Started (UTC)"
        case .ended: "Ended (UTC)"
        case .duration: "Duration"
        case .host: "Machine"
        case .commit: "Commit"
        case .notes: "Notes"
        case .id: "Identifier"
        case .parameter(let name), .tag(let name), .metric(let name, .last): name.isEmpty ? "(no name)" : name
        case .metric(let name, let number): "\(name) (\(number.rawValue))"
        }
    }

    /// What names begin with in the expression language; `nil` for what every run has.
    var kindName: String? {
        switch self {
        case .parameter: "params."
        case .tag: "tags."
        case .metric: "metrics."
        default: nil
        }
    }
}

extension String {
    /// What follows a beginning; `nil` when the text has another one.
    fileprivate func rest(behind beginning: String) -> String? {
        hasPrefix(beginning) ? String(dropFirst(beginning.count)) : nil
    }
}
