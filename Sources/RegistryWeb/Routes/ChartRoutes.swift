import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import RegistryCore

/// `POST /generate-charts` makes charts of CSV files and names those it could not use in the header `X-Files-Not-Drawn`,
/// percent-encoded and with commas between them; `GET /charts/NAME` serves charts for as long as they are kept.
struct ChartRoutes: Sendable {
    let charts: ChartMaker
    let limits: RequestLimits

    func add(to router: Router<BasicRequestContext>) {
        router.post("generate-charts") { request, _ in
            let body = try await request.jsonBody(upTo: limits.largestBody)
            let set = try await charts.charts(
                of: try files(in: body), looks: [ChartLook(colours: try colours(in: body))])
            var response = Response(json: set.charts.joined().map { .string($0.address) })
            if let field = HTTPField.Name("X-Files-Not-Drawn"), !set.problems.isEmpty {
                response.headers[field] = Self.names(of: set.problems)
            }
            return response
        }
        router.get("charts/:name") { _, context in
            guard let name = context.parameters.get("name").flatMap({ ChartName($0) }),
                let png = charts.folder.chart(name)
            else {
                throw RequestRefusal(.notFound, "This chart is not kept any longer. Reload the page it was on.")
            }
            return Response(
                status: .ok,
                headers: [.contentType: "image/png", .cacheControl: "private, max-age=3600, immutable"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: png)))
        }
    }

    /// The names as a header holds them: the first ones, so that the header stays one that clients take.
    private static func names(of problems: [ChartFileProblem]) -> String {
        problems.prefix(20).map { PathSegment.encoded(String($0.fileName.prefix(100))) }.joined(separator: ", ")
    }

    private func files(in body: Document) throws(RegistryError) -> [String] {
        guard let list = body["files"]?.arrayValue, !list.isEmpty, list.allSatisfy({ $0.stringValue != nil }) else {
            throw RegistryError(
                .invalidArgument,
                "files is a list of paths of CSV files, {\"files\": [\"logs/first/data/default.csv\"]}.")
        }
        return list.compactMap(\.stringValue)
    }

    private func colours(in body: Document) throws(RegistryError) -> ChartColours {
        switch body["theme"] {
        case nil, .null: return .light
        case .string(let name)?:
            if let colours = ChartColours(rawValue: name) { return colours }
            fallthrough
        default: throw RegistryError(.invalidArgument, "theme is \"light\" or \"dark\".")
        }
    }
}
