import HTTPTypes

/// Tells browsers, with every answer, how little a page of this server may do.
///
/// Scripts and styles come from the server's own files only, never from the text of a page; no other page may frame it,
/// no address leaks to another site.
struct SecurityHeaders: Sendable {
    private let fields: [(name: HTTPField.Name, value: String)]

    init() {
        // With "no-referrer" browsers would send "Origin: null" with this server's own forms, see ``OriginCheck``.
        let policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        fields = [
            ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }

    /// Adds the fields to an answer's own. One that is stricter of its own accord stays so.
    func add(to headers: inout HTTPFields) {
        for (name, value) in fields where headers[name] != Self.ofFiles { headers[name] = value }
    }

    /// The policy of files that anybody may have logged: opened as a page, they may do nothing and see nothing of this server.
    static let ofFiles = "default-src 'none'; sandbox; frame-ancestors 'none'"
}
