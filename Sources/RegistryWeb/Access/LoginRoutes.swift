import HTTPTypes
import Hummingbird
import RegistryCore

/// `GET /login`: the page that asks for a token. `POST /login` begins a browser's session, `POST /logout` ends it.
struct LoginRoutes: Sendable {
    /// The longest address to go back to, in bytes.
    private static let longestReturn = 2_000

    let access: AccessControl
    let renderer: PageRenderer
    let site: Site
    let limits: RequestLimits
    /// Whether the server speaks TLS itself.
    let usesTLS: Bool

    func add(to router: Router<BasicRequestContext>) {
        router.get("login") { request, _ in
            let next = Self.localAddress(try request.queryFields()["next"])
            guard access.isRequired else { return Self.seeOther(next) }
            return try page(for: request, next: next, problem: nil)
        }
        router.post("login") { request, _ in
            let fields = try await request.formFields(upTo: min(limits.largestBody, 10_000))
            return try logIn(request, token: fields["token"] ?? "", next: Self.localAddress(fields["next"]))
        }
        router.post("logout") { request, _ in
            access.logOut(request)
            var response = Self.seeOther("/login")
            for field in SessionCookie.removals { response.headers.append(HTTPField(name: .setCookie, value: field)) }
            return response
        }
    }

    /// Sends somebody without a token to the page that asks for one, and from there back to a page that was asked for.
    static func redirect(from request: Request) -> Response {
        let isReading = request.method == .get || request.method == .head
        let next = isReading ? localAddress(request.uri.string) : "/"
        guard next != "/" else { return seeOther("/login") }
        var fields = FormFields()
        fields.append("next", next)
        return seeOther("/login?\(fields.encoded)")
    }

    /// An address of this server's; `/` for any other. A link to the page must not send people elsewhere afterwards.
    static func localAddress(_ text: String?) -> String {
        guard let text, text.utf8.count <= longestReturn, text.hasPrefix("/"), !text.hasPrefix("//"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            !["/login", "/logout"].contains(where: text.hasPrefix)
        else { return "/" }
        return text
    }

    private func logIn(_ request: Request, token: String, next: String) throws -> Response {
        do {
            let text = token.trimmingPrefix { $0.isWhitespace }.prefix { !$0.isWhitespace }
            let (session, seconds) = try access.logIn(with: String(text), from: Visitor.current.address)
            var response = Self.seeOther(next)
            response.headers[.setCookie] = SessionCookie.field(
                for: session, isSecure: usesTLS || cameOverTLS(request), seconds: seconds)
            return response
        } catch let refusal as RequestRefusal where refusal.reason == .unauthorized && request.wantsPage {
            return try page(for: request, next: next, problem: refusal.message)
        }
    }

    /// Whether the browser speaks TLS, with a proxy in front of this server: it names the page's own address.
    private func cameOverTLS(_ request: Request) -> Bool {
        request.headers[.origin]?.lowercased().hasPrefix("https://") ?? false
    }

    private func page(for request: Request, next: String, problem: String?) throws -> Response {
        let page = LoginPage(
            frame: Frame(title: "Log in", section: .login, site: site, theme: request.theme, isPrivate: true),
            next: next,
            problem: problem)
        return Response(html: try renderer.render(page), status: problem == nil ? .ok : .unauthorized)
    }

    private static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}
