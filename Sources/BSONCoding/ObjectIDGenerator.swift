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
/// Safe from any thread. The counter has 24 bits, so that one generator has 16,777,216 distinct identifiers a second.
public final class ObjectIDGenerator: Sendable {
    /// The generator behind `ObjectID()`: the machine's clock and its random numbers.
    static let system: ObjectIDGenerator = {
        var random = SystemRandomNumberGenerator()
        return ObjectIDGenerator(using: &random, secondsSince1970: { UInt32(truncatingIfNeeded: time(nil)) })
    }()

    private let secondsSince1970: @Sendable () -> UInt32
    private let process: UInt64
    private let counter: Atomic<UInt32>

    /// Makes a generator.
    ///
    /// - Parameters:
    ///   - random: gives the five bytes and the counter's beginning; not used afterwards.
    ///   - secondsSince1970: the clock.
    public init(using random: inout some RandomNumberGenerator, secondsSince1970: @escaping @Sendable () -> UInt32) {
        self.secondsSince1970 = secondsSince1970
        process = random.next() & 0xFF_FFFF_FFFF
        counter = Atomic(UInt32(truncatingIfNeeded: random.next() as UInt64) & 0xFF_FFFF)
    }

    /// The next identifier.
    public func next() -> ObjectID {
        let count = counter.wrappingAdd(1, ordering: .relaxed).oldValue & 0xFF_FFFF
        let high = UInt64(secondsSince1970()) << 32 | process >> 8
        return ObjectID(high: high, low: UInt32(truncatingIfNeeded: process & 0xFF) << 24 | count)
    }
}
