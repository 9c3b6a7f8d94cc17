import Foundation
import RegistryCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A call of the system that failed.
struct SystemFailure: Error {
    /// `errno`.
    let number: Int32
    /// What was done: "reading".
    let action: String
    /// With which file.
    let path: String

    init(_ number: Int32, _ action: String, _ path: String) {
        self.number = number
        self.action = action
        self.path = path
    }

    /// Whether there is no such file, or no such folder.
    var isMissing: Bool { number == ENOENT }

    /// For the caller.
    var registryError: RegistryError {
        let shown = ShownText.of(path)
        let reason = String(cString: strerror(number))
        return switch number {
        case ENOENT: RegistryError(.notFound, "There is no file \(shown).", underlying: self)
        case EACCES, EPERM, EROFS:
            RegistryError(
                .accessDenied, "\(shown): \(action) is not permitted to this user (\(reason)).", underlying: self)
        case ENOSPC, EDQUOT: RegistryError(.unavailable, "\(shown): the disk is full.", underlying: self)
        case ELOOP, EMLINK:
            RegistryError(
                .accessDenied, "\(shown) leads over a symbolic link, which this store does not follow.",
                underlying: self)
        case ENOTDIR, EISDIR, ENOTEMPTY:
            RegistryError(
                .invalidArgument, "\(shown): a file and a folder cannot have the same name in a folder on disk.",
                underlying: self)
        case ENAMETOOLONG:
            RegistryError(
                .invalidArgument, "\(shown): no part of a path on disk may be longer than 255 bytes.", underlying: self)
        default: RegistryError(.unavailable, "\(shown): \(action) failed: \(reason).", underlying: self)
        }
    }
}
