import Foundation
import HTTPTypes
import Hummingbird
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct OpenAPITests {
    private typealias Object = [String: Any]

    /// The document as others read it: what our own reader takes for Extended JSON are plain keys here.
    private func document() async throws -> (object: Object, text: String) {
        let answer = try await WebFixture().get("/api/v1/openapi.json")
        let object = try JSONSerialization.jsonObject(with: Data(answer.bytes))
        return (try #require(object as? Object), answer.text)
    }

    private func paths() async throws -> [String: Object] {
        try #require(try await document().object["paths"] as? [String: Object])
    }

    @Test func `every route of the API is in the document, and the document has no other`() async throws {
        let server = try WebFixture()
        let routed = Set(
            server.routes.filter { $0.path.hasPrefix("/api/v1") && $0.method != .head }
                .map { "\($0.method) \(Self.braced($0.path))" })
        var told: Set<String> = []
        for (path, item) in try await paths() {
            for method in item.keys { told.insert("\(method.uppercased()) \(path)") }
        }
        #expect(told == routed)
        #expect(told.count > 10)
    }

    @Test func `each operation has a name of its own, a summary and every part of its address`() async throws {
        var names: Set<String> = []
        for (path, item) in try await paths() {
            for (method, operation) in item {
                let operation = try #require(operation as? Object)
                let name = try #require(operation["operationId"] as? String)
                #expect(names.insert(name).inserted, "\(name) occurs twice")
                #expect((operation["summary"] as? String)?.hasSuffix(".") == true, "\(method) \(path)")
                let parameters = operation["parameters"] as? [Object] ?? []
                let inPath = parameters.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
                let inAddress = path.matches(of: /\{(\w+)\}/).map { String($0.1) }
                #expect(inPath == inAddress, "\(method) \(path)")
            }
        }
    }

    @Test func `what the document refers to is in it`() async throws {
        let (document, text) = try await document()
        let schemas = try #require((document["components"] as? Object)?["schemas"] as? Object)
        let references = text.matches(of: /"\$ref":"#\/components\/schemas\/(\w+)"/).map { String($0.1) }
        #expect(!references.isEmpty)
        #expect(Set(schemas.keys) == Set(references))
    }

    @Test(arguments: ["/api/v1/artifacts?limt=5", "/api/v1/runs?filter=&order=x", "/api/v1/experiments?a=b"])
    func `a field that an address does not know is refused, and the known ones are named`(path: String) async throws {
        let answer = try await WebFixture().get(path)
        #expect(answer.status == .badRequest)
        #expect(answer.code == "invalidArgument")
        let detail = try #require(answer.json["detail"]?.stringValue)
        #expect(detail.contains("limit"))
        #expect(["\"limt\"", "\"order\"", "\"a\""].contains { detail.contains($0) })
    }

    /// A path in the form of the document.
    private static func braced(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            .reduce("") { "\($0)/\($1)" }
    }
}
