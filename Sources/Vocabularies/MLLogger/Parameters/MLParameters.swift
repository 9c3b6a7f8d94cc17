import Foundation
public import RegistryCore
import Synchronization
import TrainingLog

/// What a run is configured with; in the registry the parameters of the run.
///
/// Groups may be written as documents or with dots: `["optimizer": ["lr": 0.1]]` and `["optimizer.lr": 0.1]` are the same. The
/// registry has them by dotted names. On a run that is continued, reading and merging know what the store had of it when it was continued, and
/// what this process has set.
public final class MLParameters: Sendable {
    private struct State {
        var tree: Document
        /// The names and values that the run's record has, as far as is known.
        var stored: [String: Value]
        /// Those among them that are only known from the store: another process may have changed them since.
        var foreign: Set<String> = []
    }

    private let logger: Logger
    private let state: Mutex<State>
    /// Held while parameters are changed and the change is logged: what is set first is logged first. It may be taken again by the thread that has
    /// it: what the logger tells of a change may be answered by reading parameters, or by setting one.
    private let order = NSRecursiveLock()

    init(logger: Logger) {
        self.logger = logger
        let stored = logger.initialParameters
        state = Mutex(State(tree: ParameterTree.expandedAsFarAsPossible(stored), stored: stored))
    }

    /// Takes up what the store has of a run that is continued, beneath what was set here.
    func takeUp(_ values: [String: Value]) {
        state.withLock { state in
            let tree = ParameterTree.merged(ParameterTree.expandedAsFarAsPossible(values), with: state.tree)
            let stored = ParameterTree.flat(tree)
            state = State(tree: tree, stored: stored, foreign: Set(stored.keys).subtracting(state.stored.keys))
        }
    }

    /// Sets the parameters: those there were before are gone.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` for a name that is none: an empty one, also between dots, one with a control
    ///   character, or one of more than 1,024 bytes with its groups. Nothing is changed then.
    public func set(_ values: [String: Value]) throws(RegistryError) {
        let tree = try ParameterTree.expanded(values)
        let stored = ParameterTree.flat(tree)
        order.withLock {
            state.withLock { $0 = State(tree: tree, stored: stored) }
            logger.logParameters(ParameterChange(values: stored, replacesAll: true))
        }
    }

    /// Adds parameters to those there are: groups of the same name are merged, whatever else has the same name is replaced.
    ///
    /// - Throws: As ``set(_:)``.
    public func extend(_ values: [String: Value]) throws(RegistryError) {
        let new = try ParameterTree.expanded(values)
        let said = ParameterTree.flat(new)
        order.withLock {
            let (changed, removed) = state.withLock { state in
                let tree = ParameterTree.merged(state.tree, with: new)
                let flat = ParameterTree.flat(tree)
                let removed = Set(state.stored.keys).subtracting(flat.keys)
                let changed = flat.filter { name, value in
                    state.stored[name] != value || state.foreign.contains(name) && said[name] != nil
                }
                state = State(
                    tree: tree, stored: flat, foreign: state.foreign.intersection(flat.keys).subtracting(said.keys))
                return (changed, removed)
            }
            guard !changed.isEmpty || !removed.isEmpty else { return }
            logger.logParameters(ParameterChange(values: changed, removed: removed))
        }
    }

    /// Sets one parameter; `optimizer.lr` is the one called `lr` of the group `optimizer`. A group is merged with the one there
    /// is, as ``extend(_:)`` does.
    ///
    /// - Throws: As ``set(_:)``.
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
