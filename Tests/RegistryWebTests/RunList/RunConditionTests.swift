import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunConditionTests {
    private static let hostile = "it's `a` \"name\" with . and = 'x' or 1 = 1"

    /// What can be asked for, and the runs' own way to say it.
    @Test(arguments: [
        (RunField.parameter("lr"), Value.double(0.1)), (.parameter("lr"), .int(3)), (.parameter("on"), .bool(true)),
        (.parameter("opt.name"), .string("a'b")), (.parameter(hostile), .string(hostile)),
        (.tag(hostile), .string(hostile)),
        (.parameter("and"), .string("or")), (.parameter("not"), .double(1e-300)), (.parameter("1st"), .int(-1)),
        (.experiment, .string(hostile)), (.host, .string("node-7")), (.commit, .string("abc")), (.name, .string("")),
    ])
    func `a condition made of a value finds the run that has it, and no other`(field: RunField, value: Value)
        async throws
    {
        var run = Run(id: try #require(RunID("0190a000000070008000000000001000")), name: "a", startTime: .now)
        switch field {
        case .parameter(let name): run.parameters[name] = value
        case .tag(let name): run.tags[name] = value.stringValue
        case .experiment: run.experiment = value.stringValue ?? ""
        case .host: run.host = value.stringValue ?? ""
        case .commit: run.gitCommit = value.stringValue
        default: run.name = value.stringValue ?? ""
        }
        let other = Run(id: try #require(RunID("0190a000000070008000000000001001")), name: "b", startTime: .now)
        let store = MemoryStore()
        try await store.insert([run.document, other.document], into: .runs)
        let condition = try #require(field.condition(equal: value))
        let found = try await store.find(in: .runs, Query(try Filter(expression: condition, in: .runs)))
        #expect(found.elements.map { $0["_id"]?.stringValue } == [run.id.description], "\(condition)")
    }

    @Test func `what nobody can search for has no condition`() {
        #expect(RunField.duration.condition(equal: .int(1)) == nil)
        #expect(RunField.parameter("x").condition(equal: .double(.nan)) == nil)
        #expect(RunField.parameter("x").condition(equal: .array([])) == nil)
        #expect(RunField.parameter("x").condition(equal: .string(String(repeating: "x", count: 501))) == nil)
    }

    @Test func `a run's page leads to runs that have the same, and the list says how its columns are asked for`()
        async throws
    {
        let store = MemoryStore()
        let id = try #require(RunID("0190a000000070008000000000001000"))
        let run = Run(id: id, experiment: "digits", name: "a", startTime: .now, parameters: ["my lr": .double(0.5)])
        try await store.insert([run.document], into: .runs)
        let server = try WebFixture(store: store)
        let page = try await server.get("/runs/\(id)").text
        #expect(page.contains(#"href="/runs?filter=params.%60my+lr%60+%3D+0.5""#))
        #expect(page.contains(#"href="/runs?filter=experiment+%3D+%27digits%27""#))
        #expect(try await server.get("/runs").text.contains(#"data-field="params.`my lr`""#))
    }
}
