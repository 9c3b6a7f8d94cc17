import BenchmarkKit

/// Everything that is measured, in order.
struct Report {
    private static let drawing = Program.beside("ChartDrawing")

    let folder: String
    let python: String?
    private(set) var table = ResultTable()

    init(folder: String, python: String?) {
        self.folder = folder
        self.python = python
    }

    mutating func measure() async throws {
        try await compare("10 series of 1,000 points", "lines", rounds: 9, warm: 8, cold: 20)
        try await compare("10 series of 100,000 points", "dense", rounds: 5, warm: 15, cold: nil)
        try await compare("8 x 8 pictures of 64 x 64", "grid", rounds: 7, warm: 20, cold: nil)
        let drawing = try own("drawing", rounds: 15)
        table.add(ResultTable.Row("drawing alone", drawing, target: .limit(.milliseconds(10))))
        let encoding = try own("encoding", rounds: 9)
        let pillow = try peer("encode-rgb", rounds: 9)
        table.add(ResultTable.Row("drawing alone, beside Pillow's encoding", drawing, peer: pillow, target: .ratio(1)))
        table.add(ResultTable.Row("encoding alone, beside Pillow's RGB", encoding, peer: pillow))
        table.add(
            ResultTable.Row(
                "encoding alone, beside Pillow's palette", encoding, peer: try peer("encode-palette", rounds: 9)))
        let registry = try median(Program.own.measure(["--registry", "9", folder]))
        table.add(
            ResultTable.Row("10,000,000 points of a registry", registry, target: .limit(.milliseconds(60))))
    }

    /// The same beside matplotlib: in a process that has drawn before and, when asked, as a whole process.
    private mutating func compare(
        _ what: String, _ work: String, rounds: Int, warm: Double, cold: Double?
    ) async throws {
        table.add(
            ResultTable.Row(
                "\(what), warm", try own(work, rounds: rounds), peer: try peer(work, rounds: rounds),
                target: .ratio(warm)))
        guard let cold else { return }
        table.add(
            ResultTable.Row(
                "\(what), whole process", try await wholeProcess(Self.drawing, [work, "0", folder]),
                peer: try await wholePeer(work), target: .ratio(cold)))
    }

    private func own(_ work: String, rounds: Int) throws -> Figure {
        try median(Self.drawing.measure([work, "\(rounds)", folder]))
    }

    private func peer(_ work: String, rounds: Int) throws -> Figure? {
        guard let python else { return nil }
        return try median(Program.python(python, script: "chart_peer.py").measure([work, "\(rounds)", folder]))
    }

    private func wholePeer(_ work: String) async throws -> Figure? {
        guard let python else { return nil }
        return try await wholeProcess(.python(python, script: "chart_peer.py"), [work, "0", folder])
    }

    /// From the start of a process that draws once to its end: the one in the middle of five.
    private func wholeProcess(_ program: Program, _ arguments: [String]) async throws -> Figure {
        let times = try await Stopwatch.times(5) { _ in _ = try program.run(arguments) }
        return .milliseconds(times.median.inMilliseconds)
    }

    private func median(_ cost: Cost) throws -> Figure {
        guard let calls = cost.calls else { throw WrongAnswer("a process did not time its rounds") }
        return .milliseconds(calls.median / 1_000)
    }
}
