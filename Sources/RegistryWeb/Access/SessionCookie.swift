import HTTPTypes
import Hummingbird

/// The cookie that holds a session's name.
///
/// Scripts cannot read it, and browsers send it with requests of this server's own pages and when somebody follows a link
/// to one, from a chat for example. With nothing else: `SameSite=Lax`, and ``OriginCheck`` besides. Over TLS its name is
/// one that browsers take from this host alone and over TLS alone.
enum SessionCookie {
    private static let name = "lav-session"
    private static let securedName = "__Host-lav-session"

    /// The session that a request names.
    static func session(of request: Request) -> Secret? {
        [securedName, name].lazy.compactMap { request.cookies[$0].flatMap { Secret(digits: $0.value) } }.first
    }

    /// The field that gives a browser a session.
    ///
    /// - Parameter seconds: how long the browser keeps it.
    static func field(for session: Secret, isSecure: Bool, seconds: Int64) -> String {
        text(isSecure ? securedName : name, session.cookieValue, isSecure: isSecure, seconds: seconds)
    }

    /// The fields that take it away, under both names.
    static var removals: [String] {
        [text(name, "", isSecure: false, seconds: 0), text(securedName, "", isSecure: true, seconds: 0)]
    }

    private static func text(_ name: String, _ value: String, isSecure: Bool, seconds: Int64) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}
