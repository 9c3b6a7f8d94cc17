import HTTPTypes
import Synchronization

/// The streams that may be open at a time: each holds a connection for as long as its client likes.
final class StreamPlaces: Sendable {
    /// One stream's place; given back when nobody holds it any more.
    final class Place: Sendable {
        private let places: StreamPlaces

        fileprivate init(_ places: StreamPlaces) { self.places = places }

        deinit { places.taken.withLock { $0 -= 1 } }
    }

    private let most: Int
    private let taken = Mutex(0)

    init(most: Int) { self.most = most }

    /// How many there are.
    var count: Int { taken.withLock { $0 } }

    /// Takes a place.
    ///
    /// - Throws: ``RequestRefusal`` with `tooManyStreams` when there is none.
    func take() throws(RequestRefusal) -> Place {
        let isFree = taken.withLock { taken in
            guard taken < most else { return false }
            taken += 1
            return true
        }
        guard isFree else {
            throw RequestRefusal(
                .tooManyStreams, "\(most) streams of events are open, which is the limit. Try again in a while.",
                fields: [.retryAfter: "10"])
        }
        return Place(self)
    }
}
