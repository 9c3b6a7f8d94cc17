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
    /// What is there is a pipe, a device or the like, and is not opened.
    let isNoFile: Bool

    init(_ number: Int32, doing action: String, _ path: String) {
        self.number = number
        self.action = action
        self.path = path
        isNoFile = false
    }

    /// What is at a path is neither a file nor a folder.
    init(noFile path: String) {
        number = EINVAL
        action = "opening"
        self.path = path
        isNoFile = true
    }

    /// What happened, to what, and the system's reason.
    var description: String {
        "\(action.prefix(1).uppercased() + action.dropFirst()) \(path) failed: "
            + (number == ENOTDIR ? FileFault.fileInTheWay(of: PathText.parent(of: path)) ?? reason : reason)
    }

    private var reason: String { isNoFile ? "it is no regular file" : FileFault.reason(number) }

    /// There is no such file or folder.
    var isMissing: Bool { number == ENOENT }

    /// This user may not.
    var isForbidden: Bool { number == EACCES || number == EPERM }
}
