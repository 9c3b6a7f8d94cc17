import HTTPTypes
import Hummingbird

/// How the first run is logged: commands that work as they stand, with this server's address.
struct FirstUse {
    /// The address that the reader's browser has for this server.
    let serverAddress: String
    /// What follows a command of `curl` that needs a token; empty where none is asked for.
    let curlToken: String
    /// The same in the headers of a Python program.
    let pythonToken: String
    /// The store in use, without credentials, for the command that fills it from elsewhere; `nil` when its name is no URL.
    let storeURL: String?

    init(_ request: Request, site: Site) {
        let asksForTokens = Visitor.current.token != nil
        // The host was checked: it is one that this server has.
        serverAddress =
            "\(site.usesTLS ? "https" : "http")://\(VisibleText.short(request.head.authority ?? "127.0.0.1:8080"))"
        curlToken = asksForTokens ? " -H \"Authorization: Bearer $TOKEN\"" : ""
        pythonToken = asksForTokens ? ", \"Authorization\": \"Bearer \" + os.environ[\"TOKEN\"]" : ""
        storeURL = site.storeName.hasPrefix("sqlite:") ? VisibleText.short(site.storeName) : nil
    }
}
