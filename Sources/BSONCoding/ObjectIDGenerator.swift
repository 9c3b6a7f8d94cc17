private import Synchronization

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#elseif canImport(Darwin)
    private import Darwin
#endif

/// Makes ``ObjectID``s that no other generator makes: the second, five random bytes chosen once, and a counter that
/// begins at a random number.
///
/// Safe from any thread. Every identifier is greater than the one before it, also when the clock is set back: the second
/// and the counter go on together as one number, which never falls behind the clock.
public final class ObjectIDGenerator: Sendable {
    /// The generator behind `ObjectID()`: the machine's clock and its random numbers.
    static let system: ObjectIDGenerator = {
        var random = SystemRandomNumberGenerator()
        return ObjectIDGenerator(using: &random, secondsSince1970: { UInt32(truncatingIfNeeded: time(nil)) })
    }()

    private let secondsSince1970: @Sendable () -> UInt32
    private let process: UInt64
    /// The counter's value at the beginning of a second, below 2^23.
    private let firstCount: UInt64
    /// The second and the counter of the last identifier: 32 and 24 bits.
    private let last = Atomic<UInt64>(0)

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - random: gives the five bytes and the counter's beginning; not used afterwards.
    ///   - secondsSince1970: the clock.
    public init(using random: inout some RandomNumberGenerator, secondsSince1970: @escaping @Sendable () -> UInt32) {
        self.secondsSince1970 = secondsSince1970
        process = random.next() & 0xFF_FFFF_FFFF
        firstCount = random.next() & 0x7F_FFFF
    }

    /// The next identifier.
    public func next() -> ObjectID {
        let now = UInt64(secondsSince1970()) << 24 | firstCount
        var new = now
        var previous = last.load(ordering: .relaxed)
        while true {
            new = max(previous + 1, now)
            let outcome = last.weakCompareExchange(expected: previous, desired: new, ordering: .relaxed)
            if outcome.exchanged { break }
            previous = outcome.original
        }
        let second = new >> 24 & 0xFFFF_FFFF
        let high = second << 32 | process >> 8
        return ObjectID(
            high: high,
            low: UInt32(truncatingIfNeeded: process & 0xFF) << 24 | UInt32(truncatingIfNeeded: new & 0xFF_FFFF))
    }
}
