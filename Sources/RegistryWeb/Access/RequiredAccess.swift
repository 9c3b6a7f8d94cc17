import HTTPTypes

/// What a request needs: the one table from methods and addresses to roles.
///
/// Whatever is not named here as less needs ``AccessRole/write`` to be sent, so that a new route is closed until somebody
/// thinks about it.
enum RequiredAccess: Equatable {
    /// Anybody may send it: it tells nothing about the store.
    case nothing
    case role(AccessRole)

    init(method: HTTPRequest.Method, path: String) {
        let parts = path.split(separator: "/").map(String.init)
        let isReading = method == .get || method == .head
        switch parts {
        case ["login"] where isReading || method == .post, ["logout"] where method == .post,
            ["health"] where isReading, ["favicon.ico"] where isReading:
            self = .nothing
        // It starts a program, whatever the method.
        case [TensorBoardRoutes.startName]:
            self = .role(.write)
        case _ where isReading:
            self = parts.count >= 3 && parts.first == "assets" ? .nothing : .role(.read)
        // They ask with a body, and change nothing.
        case [] where method == .post, ["generate-charts"] where method == .post:
            self = .role(.read)
        case _
        where method == .post && parts.count == 4 && parts.starts(with: ["api", "v1"]) && parts.last == "search":
            self = .role(.read)
        // Whoever may send files may also give up sending one.
        case _ where method == .delete && parts.starts(with: ["api", "v1", "uploads"]):
            self = .role(.write)
        case _ where method == .delete || parts.last == "restore":
            self = .role(.admin)
        default:
            self = .role(.write)
        }
    }
}
