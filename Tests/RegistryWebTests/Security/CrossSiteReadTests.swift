import HTTPTypes
import RegistryCore
import Testing

@Suite struct CrossSiteReadTests {
    private static let paths = [
        "/charts?file=a.csv", "/", "/api/v1/runs/0190a000000070008000000000000001/chart?metric=loss", "/runs",
    ]

    private func fields(_ pairs: [String: String]) throws -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in pairs { fields[try #require(HTTPField.Name("Sec-Fetch-\(name)"))] = value }
        return fields
    }

    @Test(
        arguments: paths,
        [
            ["Site": "cross-site", "Mode": "no-cors", "Dest": "image"], ["Site": "cross-site", "Mode": "cors"],
            ["Site": "same-site", "Mode": "no-cors", "Dest": "image"], ["Site": "cross-site"],
            ["Site": "cross-site", "Mode": "navigate", "Dest": "iframe"],
            ["Site": "cross-site", "Mode": "navigate", "Dest": "object"],
        ])
    func `a page of another site cannot make this server work by embedding it`(
        path: String, site: [String: String]
    ) async throws {
        let answer = try await WebFixture().get(path, headers: try fields(site))
        #expect(answer.status == .forbidden)
        #expect(answer.code == "forbidden")
    }

    @Test(arguments: [
        [:], ["Site": "same-origin", "Mode": "no-cors", "Dest": "image"], ["Site": "none", "Mode": "navigate"],
        ["Site": "cross-site", "Mode": "navigate", "Dest": "document"], ["Site": "cross-site", "Mode": "navigate"],
    ])
    func `a link from another site, the server's own pages and programs are answered`(
        site: [String: String]
    ) async throws {
        #expect(try await WebFixture().get("/runs", headers: try fields(site)).status == .ok)
    }
}
