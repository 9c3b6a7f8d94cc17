import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

/// `GET` and `POST /start-tensorboard` start the server's TensorBoard, or say where it is; `GET /tensorboard` is the page
/// about it.
///
/// The original starts it on GET, and so must this: such a request is held to what others are that change something. It has
/// to come from here or from no page at all, and needs the role `write` (see ``RequiredAccess``).
struct TensorBoardRoutes: Sendable {
    /// The address that starts it.
    static let startName = "start-tensorboard"

    let keeper: TensorBoardKeeper
    let renderer: PageRenderer
    let site: Site
    private let originCheck = OriginCheck()

    init(keeper: TensorBoardKeeper, renderer: PageRenderer, site: Site) {
        self.keeper = keeper
        self.renderer = renderer
        self.site = site
    }

    func add(to router: Router<BasicRequestContext>) {
        let start = RouterPath("/\(Self.startName)")
        for method in [HTTPRequest.Method.get, .post] {
            router.on(start, method: method) { request, _ in try await answer(to: request) }
        }
        router.get("tensorboard") { request, _ in try await page(for: request) }
    }

    private func answer(to request: Request) async throws -> Response {
        // A question about an address's head must not start anything.
        guard request.method != .head else { throw RequestRefusal(methodsAllowed: ["GET", "POST"]) }
        try originCheck.checkChanging(request, hasSession: Visitor.current.hasSession)
        let state = try await keeper.start()
        if request.wantsPage {
            return Response(status: .seeOther, headers: [.location: "/tensorboard", .cacheControl: "no-store"])
        }
        if case .failed(let reason) = state { throw RegistryError(.unavailable, reason) }
        let status: HTTPResponse.Status = state == .starting ? .accepted : .ok
        if request.headers[.accept]?.contains(ContentType.json.rawValue) == true {
            return Response(json: state.document, status: status)
        }
        return Response(
            status: status, headers: [.contentType: ContentType.text.rawValue, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: state.text + "\n")))
    }

    private func page(for request: Request) async throws -> Response {
        let state = await keeper.state
        guard request.wantsPage else { return Response(json: state.document) }
        let page = TensorBoardPage(
            state: state, frame: Frame(title: "TensorBoard", section: .none, site: site, theme: request.theme))
        var response = Response(html: try renderer.render(page))
        if state == .starting, let refresh = HTTPField.Name("Refresh") { response.headers[refresh] = "2" }
        return response
    }
}
