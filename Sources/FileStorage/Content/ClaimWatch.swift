import RegistryCore
import Synchronization

/// For how long this process has seen the claims of others.
///
/// Neither the time that stands in a claim nor the store's is compared with this machine's: either clock may be wrong, and a claim that is taken
/// from somebody who still decides loses a content. What this process has seen itself, by a clock that only goes forward, it knows.
final class ClaimWatch: Sendable {
    /// After so long nobody who took a claim decides any more, and another may take it.
    static let lifetime = Duration.seconds(900)

    /// Of each content the claims that there were when it was looked last, and when each was seen first.
    private let first = Mutex<[ContentID: [FileKey: Duration]]>([:])

    /// Those of the claims on a content that no crash has left: this process has not seen them for so long. What is not among them any more its
    /// owner gave back.
    ///
    /// - Parameter now: by a clock that only goes forward.
    func held(_ claims: [FileKey], of id: ContentID, now: Duration) -> [FileKey] {
        first.withLock { first in
            let known = first[id] ?? [:]
            let seen = Dictionary(claims.map { ($0, known[$0] ?? now) }, uniquingKeysWith: min)
            first[id] = seen.isEmpty ? nil : seen
            return claims.filter { now - (seen[$0] ?? now) < Self.lifetime }
        }
    }

    /// The claim is this process's.
    func forget(_ id: ContentID) { first.withLock { $0[id] = nil } }

    /// How many contents there are whose claims it watches.
    var count: Int { first.withLock { $0.count } }
}
