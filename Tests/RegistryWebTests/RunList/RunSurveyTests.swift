import RegistryCore
import Testing

@testable import RegistryWeb

@Suite struct RunSurveyTests {
    private func run(_ number: Int, _ parameters: [String: Value], metrics: [String] = []) throws -> Run {
        let id = try #require(RunID("0190a00000007000800000000000" + String(1_000 + number)))
        let time = WallTime(millisecondsSince1970: 0)
        let summary = SeriesSummary(SeriesPoint(step: 0, time: time, value: 1, sequence: 0))
        return Run(
            id: id, startTime: time, parameters: parameters,
            metrics: Dictionary(metrics.map { ($0, MetricSummary(summary: summary)) }) { first, _ in first })
    }

    @Test func `parameters that tell runs apart have columns, those that are equal or long do not`() throws {
        let runs = try (0..<3).map { number in
            try run(
                number,
                [
                    "dataset": "digits", "lr": .double(Double(number)),
                    "command": .string(String(repeating: "x", count: 50 + number)),
                    "config": .document(["a": .int(Int64(number))]), "seed": .int(Int64(number)),
                    "rare": .int(1),
                ].filter { $0.key != "rare" || number == 0 })
        }
        let survey = RunSurvey(of: runs)
        #expect(survey.usualFields.prefix(4) == [.status, .experiment, .started, .duration])
        #expect(survey.parameters == ["config.a", "lr", "seed", "rare", "dataset", "command"])
        #expect(
            survey.usualFields.dropFirst(4).prefix(3)
                == [.parameter("config.a"), .parameter("lr"), .parameter("seed")])
        #expect(!survey.usualFields.contains(.parameter("dataset")))
    }

    @Test func `of a single run the parameters have columns although nothing tells them apart`() throws {
        #expect(RunSurvey(of: [try run(0, ["lr": 1])]).usualFields.last == .parameter("lr"))
    }

    @Test func `results come before other metrics, and the machine's use last`() throws {
        let metrics = ["system/cpu", "a", "z_loss", "accuracy", "grad_norm", "val/f1"]
        let survey = RunSurvey(of: [try run(0, [:], metrics: metrics)])
        #expect(survey.metrics == ["accuracy", "val/f1", "z_loss", "a", "grad_norm", "system/cpu"])
        #expect(!survey.usualFields.contains(.metric("system/cpu", .last)))
    }
}
