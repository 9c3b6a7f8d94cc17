package import Foundation

/// What lies at a path, as the system tells it.
package enum FileKind: Hashable, Sendable {
    case regular
    case folder
    /// A symbolic link. `lstat` alone sees it: `stat` tells what the link leads to.
    case link
    case pipe
    case socket
    case device
    /// What this system has beside these.
    case other

    /// What a status says.
    package init(_ status: stat) {
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR, S_IFBLK: .device
            default: .other
            }
    }

    /// What a path leads to, over links; `nil` where nothing is, or the system does not say.
    package init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// For people: "a pipe".
    package var words: String {
        switch self {
        case .regular: "a file"
        case .folder: "a folder"
        case .link: "a link"
        case .pipe: "a pipe"
        case .socket: "a socket"
        case .device: "a device"
        case .other: "no file and no folder"
        }
    }
}
