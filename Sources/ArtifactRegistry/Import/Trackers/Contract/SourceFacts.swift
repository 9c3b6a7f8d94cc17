public import RegistryCore

/// What another tracker says of a run as a whole.
public struct SourceFacts {
    /// A name for people.
    public var name = ""
    /// What the run belongs to: an experiment, a project.
    public var experiment: String?
    /// When it began.
    public var start: WallTime?
    /// When it ended.
    public var end: WallTime?
    /// How it is doing; `nil` when the tracker does not say it.
    public var status: RunStatus?
    /// Whether the tracker says when a run ended. Then a run that is old and of which nothing is said is lost; otherwise it is
    /// taken to have finished. Default: yes.
    public var tellsEnd = true
    /// Notes.
    public var notes = ""
    /// The machine.
    public var host = ""
    /// The commit of the code.
    public var gitCommit: String?

    private(set) var parameters = BoundedParameters()
    private(set) var tags = BoundedParameters()
    private(set) var summary = BoundedParameters()
    /// Parameters, tags and values of the summary that were too many.
    private(set) var refusedCount = 0

    /// Nothing is known.
    public init() {}

    /// Sets a parameter. A document becomes one parameter for each of its fields, with dots between the names.
    public mutating func setParameter(_ name: String, _ value: Value) {
        Self.flatten(name, value) { if !parameters.set($0, $1) { refusedCount += 1 } }
    }

    /// Removes a parameter, if it is there.
    public mutating func removeParameter(_ name: String) { parameters.remove(name) }

    /// Sets a tag that has a value.
    public mutating func setTag(_ name: String, _ text: String) {
        if !tags.set(name, .string(text)) { refusedCount += 1 }
    }

    /// Sets a tag that is nothing but a word; its value is `true`.
    public mutating func setTag(_ word: String) { if !word.isEmpty { setTag(word, "true") } }

    /// Sets a value of the summary that the tracker itself made of the run, in the record's field `summary`.
    public mutating func setSummary(_ name: String, _ value: Value) {
        Self.flatten(name, value) { if !summary.set($0, $1) { refusedCount += 1 } }
    }

    /// Removes a value of the summary, if it is there.
    public mutating func removeSummary(_ name: String) { summary.remove(name) }

    private static func flatten(_ name: String, _ value: Value, _ body: (String, Value) -> Void) {
        guard case .document(let fields) = value, !fields.isEmpty else { return body(name, value) }
        for (key, value) in fields { flatten(name.isEmpty ? key : "\(name).\(key)", value, body) }
    }
}
