import RegistryCore

/// Where access control takes the time and its random bytes from. Tests bring their own.
struct AccessSources: Sendable {
    /// The time now.
    let now: @Sendable () -> WallTime

    /// As many random bytes as asked for, fit for secrets.
    let randomBytes: @Sendable (Int) -> [UInt8]

    /// The system's clock and its generator, which is made for secrets.
    static let system = AccessSources(
        now: { WallTime.now },
        randomBytes: { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        })
}
