import FileFaults
import Foundation
import RegistryCore

/// What the operating system said when a file could not be used.
struct SystemError: Error, CustomStringConvertible {
    /// The system's number of the error.
    let number: Int32
    /// What was being done: `writing`.
    let action: String
    /// To which file.
    let path: String

    init(_ number: Int32, doing action: String, _ path: String) {
        self.number = number
        self.action = action
        self.path = path
    }

    /// What happened, to what, and the system's reason.
    var description: String {
        "\(action.prefix(1).uppercased() + action.dropFirst()) \(path) failed: "
            + (number == ENOTDIR ? FileFault.fileInTheWay(of: PathText.parent(of: path)) ?? reason : reason)
    }

    private var reason: String { FileFault.reason(number) }

    /// There is no such file or folder.
    var isMissing: Bool { number == ENOENT }

    /// This user may not.
    var isForbidden: Bool { number == EACCES || number == EPERM }
}
