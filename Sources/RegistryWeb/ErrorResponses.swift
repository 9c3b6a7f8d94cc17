import HTTPTypes
import Hummingbird
import Logging

/// Turns every error into an answer: a page for somebody with a browser, `application/problem+json` (RFC 9457) for programs.
///
/// Each error ends here and is logged here, once. What a person cannot change is answered without its details.
struct ErrorResponses: Sendable {
    let renderer: PageRenderer
    let site: Site

    /// The answer that tells of an error.
    ///
    /// - Parameter isPrivate: whether it goes to somebody who was not let in, and may not tell about the store.
    func response(
        to error: any Error, for request: Request, requestID: String, isPrivate: Bool, logger: Logger
    ) -> Response {
        let problem = Problem(error, requestID: requestID)
        problem.log(of: error, request: request, to: logger)
        var response = response(to: problem, for: request, isPrivate: isPrivate)
        if let refusal = error as? RequestRefusal { response.headers.append(contentsOf: refusal.fields) }
        return response
    }

    private func response(to problem: Problem, for request: Request, isPrivate: Bool) -> Response {
        guard request.wantsPage else {
            return Response(json: problem.document, status: problem.status, type: .problemJSON)
        }
        let page = ErrorPage(
            frame: Frame(title: problem.title, section: .none, site: site, theme: request.theme, isPrivate: isPrivate),
            problem: problem, address: request.method == .get ? request.uri.string : "/")
        guard let text = try? renderer.render(page) else {
            return Response(json: problem.document, status: problem.status, type: .problemJSON)
        }
        return Response(html: text, status: problem.status)
    }
}
