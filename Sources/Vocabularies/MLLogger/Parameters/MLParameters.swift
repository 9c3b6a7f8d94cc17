public import RegistryCore
import Synchronization
import TrainingLog

/// What a run is configured with; in the registry the parameters of the run.
///
/// Groups may be written as documents or with dots: `["optimizer": ["lr": 0.1]]` and `["optimizer.lr": 0.1]` are the same. The
/// registry has them by dotted names. On a run that is continued, reading and merging know what this process has set.
public final class MLParameters: Sendable {
    private struct State {
        var tree: Document
        /// The names and values that the run's record has, as far as is known.
        var stored: [String: Value]
    }

    private let logger: Logger
    private let state: Mutex<State>

    init(logger: Logger) {
        self.logger = logger
        let stored = logger.initialParameters
        // A name that is none, such as one that ends with a dot, is no group: it stays what it is.
        let tree = (try? ParameterTree.expanded(stored)) ?? Document(stored.sorted { $0.key < $1.key }.map { ($0, $1) })
        state = Mutex(State(tree: tree, stored: stored))
    }

    /// Sets the parameters: those there were before are gone.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none. Nothing is changed then.
    public func set(_ values: [String: Value]) throws(RegistryError) {
        let tree = try ParameterTree.expanded(values)
        state.withLock { state in
            state = State(tree: tree, stored: ParameterTree.flat(tree))
            // Under the lock: what is set first is logged first.
            logger.logParameters(ParameterChange(values: state.stored, replacesAll: true))
        }
    }

    /// Adds parameters to those there are: groups of the same name are merged, whatever else has the same name is replaced.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none. Nothing is changed then.
    public func extend(_ values: [String: Value]) throws(RegistryError) {
        let new = try ParameterTree.expanded(values)
        state.withLock { state in
            let tree = ParameterTree.merged(state.tree, with: new)
            let flat = ParameterTree.flat(tree)
            let removed = Set(state.stored.keys).subtracting(flat.keys)
            let changed = flat.filter { state.stored[$0.key] != $0.value }
            state = State(tree: tree, stored: flat)
            guard !changed.isEmpty || !removed.isEmpty else { return }
            logger.logParameters(ParameterChange(values: changed, removed: removed))
        }
    }

    /// Sets one parameter; `optimizer.lr` is the one called `lr` of the group `optimizer`. A group is merged with the one there
    /// is, as ``extend(_:)`` does.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none. Nothing is changed then.
    public func update(_ name: String, _ value: Value) throws(RegistryError) { try extend([name: value]) }

    /// All parameters, groups as documents.
    public func read() -> Document { state.withLock { $0.tree } }

    /// One parameter, or a group of them; `nil` when there is none of this dotted name.
    public func read(_ name: String) -> Value? {
        guard let names = try? ParameterTree.path(name) else { return nil }
        var value = Value.document(read())
        for name in names {
            guard let inner = value.documentValue?[name] else { return nil }
            value = inner
        }
        return value
    }
}
