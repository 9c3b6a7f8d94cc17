/// What a file system knows a file by, whatever its name is.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
}
