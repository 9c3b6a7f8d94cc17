/// What a file system knows a file by, whatever its name is.
package struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
}
