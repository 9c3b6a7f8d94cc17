import RegistryCore
import Testing

@Suite("Why nothing was found")
struct EmptyAnswerTests {
    private let runs: [Document] = [
        ["parameters": ["opt%2Elr": 0.1]], ["parameters": ["net": ["depth": 3]]], ["tags": ["owner": "ada"]],
    ]

    @Test(arguments: ["params.opt.lr = 7", "params.net.depth = 7", "tags.owner = 'x'", "mnist", "duration > 2h"])
    func `a field that a run has, wherever it stands, is not to blame`(_ expression: String) throws {
        let filter = try Filter(expression: expression, in: .runs)
        #expect(EmptyAnswer.sentence(for: filter, in: .runs, sample: runs) == nil)
    }

    @Test func `a slip in a name is told with the nearest one`() throws {
        let filter = try Filter(expression: "params.opt.lt = 7", in: .runs)
        let sentence = EmptyAnswer.sentence(for: filter, in: .runs, sample: runs)
        #expect(sentence == #"No run has a field "params.opt.lt"; did you mean "params.opt.lr"?"#)
    }
}
