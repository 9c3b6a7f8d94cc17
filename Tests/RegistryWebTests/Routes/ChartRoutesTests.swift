import Foundation
import HTTPTypes
import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct ChartRoutesTests {
    private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    @Test func `charts of files are made, listed and served`() async throws {
        let server = try WebFixture()
        try server.writeCSV("first/data/a.csv")
        try server.writeCSV("second/data/b.csv", "iteration,MSE,Accuracy\n1,0.4,0.1\n2,0.3,0.2\n")
        let body = #"{"files": ["logs/first/data/a.csv", "second/data/b.csv"]}"#
        let answer = try await server.post("/generate-charts", body)
        #expect(answer.status == .ok)
        let addresses = try Value(json: answer.bytes).arrayValue?.compactMap(\.stringValue) ?? []
        #expect(addresses.count == 2)
        for address in addresses {
            #expect(address.firstMatch(of: /^\/charts\/chart_[A-Za-z0-9_-]+_[0-9a-f]{8}\.png$/) != nil)
            let chart = try await server.get(address)
            #expect(chart.headers[.contentType] == "image/png")
            #expect(Array(chart.bytes.prefix(8)) == Self.pngSignature)
        }
        #expect(try await server.post("/generate-charts", body).bytes == answer.bytes)
    }

    @Test func `a changed file has another chart`() async throws {
        let server = try WebFixture()
        try server.writeCSV("a.csv")
        let before = try await server.post("/generate-charts", #"{"files": ["a.csv"]}"#)
        try server.writeCSV("a.csv", "iteration,MSE\n1,5\n2,6\n3,7\n4,8\n")
        #expect(try await server.post("/generate-charts", #"{"files": ["a.csv"]}"#).bytes != before.bytes)
    }

    @Test func `dark charts differ from light ones`() async throws {
        let server = try WebFixture()
        try server.writeCSV("a.csv")
        let light = try await server.post("/generate-charts", #"{"files": ["a.csv"]}"#)
        let dark = try await server.post("/generate-charts", #"{"files": ["a.csv"], "theme": "dark"}"#)
        #expect(dark.status == .ok)
        #expect(light.bytes != dark.bytes)
    }

    @Test(arguments: [
        "{}", #"{"files": []}"#, #"{"files": "a.csv"}"#, #"{"files": [1]}"#, #"{"files": [null]}"#, "[]", "",
        #"{"files": ["a.csv"], "theme": "blue"}"#, #"{"files": ["a.csv"], "theme": 1}"#,
    ])
    func `a body that names no files is refused`(body: String) async throws {
        let server = try WebFixture()
        try server.writeCSV("a.csv")
        let answer = try await server.post("/generate-charts", body)
        #expect(answer.status == .badRequest)
        #expect(answer.code == "invalidArgument")
    }

    @Test func `a file that leads out of the folder is refused over HTTP`() async throws {
        let server = try WebFixture()
        for path in ["../secret.csv", "/etc/passwd.csv", "logs/../../secret.csv", "%2e%2e/secret.csv"] {
            let body: Document = ["files": [.string(path)]]
            let answer = try await server.post("/generate-charts", body.json())
            #expect(answer.status == .forbidden)
            #expect(answer.code == "forbidden")
        }
    }

    @Test func `a file that cannot be used takes nothing away from the others and is named`() async throws {
        let server = try WebFixture()
        try server.writeCSV("a.csv")
        try server.writeCSV("empty.csv", "")
        let all = try await server.post(
            "/generate-charts", #"{"files": ["gone, too.csv", "a.csv", "../secret.csv", "empty.csv"]}"#)
        #expect(all.status == .ok)
        #expect(try Value(json: all.bytes).arrayValue?.count == 1)
        let field = try #require(HTTPField.Name("X-Files-Not-Drawn"))
        #expect(all.headers[field] == "gone%2C%20too.csv, ..%2Fsecret.csv, empty.csv")
        #expect(try await server.post("/generate-charts", #"{"files": ["a.csv"]}"#).headers[field] == nil)
        let none = try await server.post("/generate-charts", #"{"files": ["empty.csv", "gone.csv"]}"#)
        #expect(none.status == .notFound || none.status == .badRequest)
    }

    @Test(arguments: [
        "iteration,MSE\n1,0.5\niteration,MSE\n2,0.25\n", "iteration,MSE\n", "iteration;MSE\n1;0.5\n", "name\nfirst\n",
    ])
    func `a file in which there is nothing to draw is named, alone and beside others`(text: String) async throws {
        let server = try WebFixture()
        try server.writeCSV("a.csv")
        try server.writeCSV("bare.csv", text)
        let field = try #require(HTTPField.Name("X-Files-Not-Drawn"))
        for (files, count) in [(#""bare.csv""#, 0), (#""bare.csv", "a.csv""#, 1)] {
            let answer = try await server.post("/generate-charts", "{\"files\": [\(files)]}")
            #expect(answer.status == .ok)
            #expect(try Value(json: answer.bytes).arrayValue?.count == count)
            #expect(answer.headers[field] == "bare.csv")
        }
    }

    @Test func `a narrow screen has a chart of its own, and the narrow one for dark pages comes first`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        try server.writeCSV("Softmax/data/a.csv")
        let page = try await server.get("/charts?checked=Softmax").text
        let sources = page.matches(of: /<source media="([^"]+)" srcset="([^"]+)" width="([0-9]+)" height="([0-9]+)">/)
        #expect(
            sources.map(\.1) == [
                "(max-width: 480px) and (prefers-color-scheme: dark)", "(max-width: 480px)",
                "(prefers-color-scheme: dark)",
            ])
        for source in sources {
            let size = try #require(PictureSize(png: try await server.get(String(source.2)).bytes))
            #expect("\(size.width)×\(size.height)" == "\(source.3)×\(source.4)")
            #expect(size.width == (source.1.contains("480px") ? 720 : 1_200))
        }
        let dark = try await server.get("/charts?checked=Softmax&theme=dark").text
        #expect(dark.matches(of: /<source media="([^"]+)"/).map(\.1) == ["(max-width: 480px)"])
    }

    @Test func `a missing file leaves the charts of the others in the page`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        try server.writeCSV("Autoencoder/data/a.csv")
        for path in ["/?checked=Autoencoder&checked=Softmax", "/charts?checked=Softmax&checked=Autoencoder"] {
            let text = try await server.get(path).text
            #expect(text.contains(#"<img src="/charts/chart_MSE_"#))
            #expect(text.contains("There is no file &quot;logs/Softmax/data/a.csv&quot;"))
            #expect(text.contains("1 file<"))
        }
    }

    @Test func `more files than the limit are refused`() async throws {
        let server = try WebFixture(limits: RequestLimits(mostChartFiles: 2))
        let answer = try await server.post("/generate-charts", #"{"files": ["a.csv", "b.csv", "c.csv"]}"#)
        #expect(answer.status == .badRequest)
    }

    @Test func `files larger than the limit are refused`() async throws {
        let server = try WebFixture(limits: RequestLimits(largestChartInput: 10))
        try server.writeCSV("a.csv")
        #expect(try await server.post("/generate-charts", #"{"files": ["a.csv"]}"#).status == .badRequest)
    }

    @Test(arguments: [
        "chart_MSE_01234567.png", "../logs/a.csv", "..%2flogs%2fa.csv", "chart_MSE_01234567.svg",
        "chart_../x_01234567.png", "chart__01234567.png", "%00",
    ])
    func `a name that is no chart's finds nothing`(name: String) async throws {
        let server = try WebFixture()
        try server.writeCSV("a.csv")
        let answer = try await server.get("/charts/\(name)")
        #expect(answer.status == .notFound)
    }

    @Test func `charts of what is checked are in the page, without scripts`() async throws {
        let store = try await MemoryStore.withTrainings()
        let server = try WebFixture(store: store)
        try server.writeCSV("Autoencoder/data/a.csv")
        try server.writeCSV("Softmax/data/a.csv")
        let byFile = try await server.get("/?file=logs/Softmax/data/a.csv").text
        #expect(byFile.contains(#"<img src="/charts/chart_MSE_"#))
        #expect(byFile.contains(#"<input type="hidden" name="file" value="logs/Softmax/data/a.csv">"#))
        let byGroup = try await server.get("/charts?checked=Autoencoder&checked=Softmax").text
        #expect(byGroup.contains("2 files"))
        #expect(byGroup.contains(#"<img src="/charts/chart_MSE_"#))
    }

    @Test func `what cannot be drawn is said beside the list, which is still there`() async throws {
        let server = try WebFixture(store: try await MemoryStore.withTrainings())
        let missing = try await server.get("/?file=logs/Softmax/data/a.csv")
        #expect(missing.status == .ok)
        #expect(missing.text.contains("There is no file"))
        #expect(missing.text.contains("12 records in 2 groups"))
        let outside = try await server.get("/?file=../../etc/passwd.csv")
        #expect(outside.text.contains("leads out of the folder of logs"))
        let none = try await server.get("/?checked=json:null")
        #expect(none.text.contains("nothing to draw"))
    }
}
