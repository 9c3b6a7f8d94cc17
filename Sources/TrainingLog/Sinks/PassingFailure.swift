/// A sink's failure that soon passes by itself, such as a file that another process is just writing to. The sink is
/// tried again shortly, and nothing is reported unless it goes on for long.
struct PassingFailure: Error {
    /// What it failed with.
    let reason: any Error
}
