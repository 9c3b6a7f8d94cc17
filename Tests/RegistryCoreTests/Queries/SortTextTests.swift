import RegistryTestKit
import Testing

@testable import RegistryCore

@Suite("Orders in words")
struct SortTextTests {
    @Test func `fields are read with their directions, in their order`() throws {
        #expect(
            try SortKey.list("-MSE,ModelName", in: .artifacts)
                == [SortKey("MSE", .descending), SortKey("ModelName", .ascending)])
        #expect(try SortKey.list("", in: .artifacts).isEmpty)
    }

    @Test(arguments: [
        ("-metrics.loss", ["metrics.loss.last"]), ("metrics.loss.min", ["metrics.loss.min"]),
        ("params.lr", ["parameters.lr"]), ("parameters.lr", ["parameters.lr"]), ("tags.team", ["tags.team"]),
        ("started", ["startTime"]), ("-startTime", ["startTime"]), ("_id", ["_id"]), ("commit", ["gitCommit"]),
        ("environment.git.branch", ["environment.git.branch"]),
    ])
    func `runs are put in order by the names that expressions have for their fields`(
        _ text: String, _ paths: [FieldPath]
    ) throws {
        let keys = try SortKey.list(text, in: .runs)
        #expect(keys.count == 1)
        #expect(keys.first?.paths == paths)
    }

    @Test func `a nested parameter is looked for at every place it may stand at`() throws {
        #expect(try SortKey.list("params.opt.lr", in: .runs).first?.paths == FieldPath.parameter("opt.lr"))
    }

    @Test(arguments: ["foo", "metrics", "params.", "lr", "-", "started.foo", "duration", "metrics..a"])
    func `an order by what runs do not have is refused, and told what they have`(_ text: String) {
        let error = #expect(throws: RegistryError.self) { try SortKey.list(text, in: .runs) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `a refusal names what was asked for`() {
        let error = #expect(throws: RegistryError.self) { try SortKey.list("name,-foo", in: .runs) }
        #expect(error?.message.contains("\"foo\"") == true)
        #expect(error?.message.contains("started") == true)
    }
}
