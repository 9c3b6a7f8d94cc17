import RegistryCore
import Synchronization

/// For how long this process has seen the claims of others unchanged.
///
/// Neither the time that stands in a claim nor the store's is compared with this machine's: either clock may be wrong, and a claim that is taken
/// from somebody who still decides loses a content. What this process has seen itself, by a clock that only goes forward, it knows.
final class ClaimWatch: Sendable {
    /// After so long without a change nobody who took a claim decides any more, and another may take it.
    static let lifetime = Duration.seconds(900)

    private let first = Mutex<[FileKey: (sight: Sight, time: Duration)]>([:])

    /// What is seen of a claim.
    struct Sight: Equatable {
        /// `nil` for what no claim of ours is.
        let text: String?
        let version: String?

        /// Looks; `nil` when there is no claim.
        init?(of key: FileKey, in files: any FileStore) async throws {
            guard let info = try await files.info(key) else { return nil }
            version = info.version
            do {
                text = try await files.readText(key, atMost: 1_024)
            } catch let error as RegistryError where error.code == .notFound {
                return nil
            } catch let error as RegistryError where [.invalidArgument, .corruptData].contains(error.code) {
                text = nil
            }
        }
    }

    /// Whether a claim is one that a crash left: this process has seen the same for so long.
    ///
    /// - Parameter now: by a clock that only goes forward.
    func isLeft(_ sight: Sight, at key: FileKey, now: Duration) -> Bool {
        first.withLock { first in
            guard let seen = first[key], seen.sight == sight else {
                first[key] = (sight, now)
                return false
            }
            return now - seen.time >= Self.lifetime
        }
    }

    /// The claim is this process's, or gone.
    func forget(_ key: FileKey) { first.withLock { $0[key] = nil } }
}
