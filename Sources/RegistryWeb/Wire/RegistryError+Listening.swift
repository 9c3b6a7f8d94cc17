import Foundation
import NIOCore
import RegistryCore

extension RegistryError {
    /// Why an address cannot be listened on, and what to do about it; `nil` for an error that says something else.
    init?(listeningOn host: String, port: Int, failed error: any Error) {
        let place = "\(host) port \(port)"
        switch error {
        case is SocketAddressError, is SocketAddressError.UnknownHost:
            self.init(
                .invalidArgument,
                "\(host) is no address and no name that this machine knows. Choose an address of this machine with --host, such "
                    + "as 127.0.0.1, or 0.0.0.0 for all of them.", underlying: error)
        case let error as IOError where error.errnoCode == EADDRINUSE:
            self.init(
                .unavailable,
                "Nothing can listen on \(place): another program uses it. Choose another port with --port, or 0 for any.",
                underlying: error)
        case let error as IOError where error.errnoCode == EACCES || error.errnoCode == EPERM:
            self.init(
                .accessDenied,
                "This user may not listen on \(place): ports below 1024 belong to the system. Choose one above with --port.",
                underlying: error)
        case let error as IOError where error.errnoCode == EADDRNOTAVAIL:
            self.init(
                .invalidArgument,
                "This machine has no address \(host). Choose one that it has with --host, such as 127.0.0.1, or 0.0.0.0 for all "
                    + "of them.", underlying: error)
        case let error as IOError:
            self.init(
                .unavailable,
                "Nothing can listen on \(place): \(String(cString: strerror(error.errnoCode))). Choose another address with --host "
                    + "or another port with --port.", underlying: error)
        default: return nil
        }
    }
}
