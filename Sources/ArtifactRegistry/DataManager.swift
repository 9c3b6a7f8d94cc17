public import RegistryCore
import Synchronization

/// The registry: what training runs left behind, to be added to, searched, grouped, changed and removed.
///
/// ```swift
/// let registry = try await DataManager(url: "sqlite:registry.sqlite")
/// let good = try await registry.searchArtifacts("ModelName ~ '^auto' and MSE < 0.05")
/// ```
///
/// All calls may be made from any task at the same time. They throw ``RegistryError``, and `CancellationError` when
/// their task is cancelled.
public final class DataManager: Sendable {
    /// The store behind it.
    public let store: any RegistryStore

    /// What a new record starts from; see ``readArtifactsFromFile(_:)``.
    let template = Mutex<ArtifactTemplate?>(nil)

    /// Now, in identifiers and times.
    let now: @Sendable () -> WallTime

    /// Opens the registry at a URL.
    ///
    /// - Parameters:
    ///   - url: `sqlite:PATH`, `mongodb://…`, `mongodb+srv://…` or `memory:`. Default: the file `registry.sqlite` in the
    ///     working folder.
    ///   - timeLimit: how long any one call may take. Default: 30 seconds.
    ///   - mustExist: whether a file that is not there, or empty, is refused with `notFound` and left as it is, as it should
    ///     be by a program that only reads. Default: no, it is made.
    ///   - mayBeReadOnly: whether a file that may not be written is opened all the same; then writing throws `readOnly`. Default:
    ///     no, it is `unavailable`.
    /// - Throws: see ``StorageLocation/init(url:)`` and ``StorageLocation/open(timeLimit:mustExist:mayBeReadOnly:)``.
    public convenience init(
        url: String = "sqlite:registry.sqlite", timeLimit: Duration = .seconds(30), mustExist: Bool = false,
        mayBeReadOnly: Bool = false
    ) async throws {
        self.init(
            store: try await StorageLocation(url: url).open(
                timeLimit: timeLimit, mustExist: mustExist, mayBeReadOnly: mayBeReadOnly))
    }

    /// The registry over a store that is open already.
    ///
    /// - Parameter now: the clock, for tests.
    public init(store: any RegistryStore, now: @escaping @Sendable () -> WallTime = { .now }) {
        self.store = store
        self.now = now
    }

    /// Gives back the store's files and connections. Later calls throw `unavailable`.
    public func close() async { await store.close() }
}
