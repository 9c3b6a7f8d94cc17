import RegistryCore
import TrainingLog

/// The steps that stand while a closure runs, by loggers.
enum StepScope {
    @TaskLocal private static var steps: [ObjectIdentifier: Step] = [:]

    static func current(of logger: Logger) -> Step? {
        let steps = steps
        return steps.isEmpty ? nil : steps[ObjectIdentifier(logger)]
    }

    static func with<Result>(_ step: Step, of logger: Logger, _ body: () throws -> Result) rethrows -> Result {
        try $steps.withValue(added(step, logger), operation: body)
    }

    static func with<Result>(
        _ step: Step, of logger: Logger, isolation: isolated (any Actor)?, _ body: () async throws -> Result
    ) async rethrows -> Result {
        try await $steps.withValue(added(step, logger), operation: body, isolation: isolation)
    }

    private static func added(_ step: Step, _ logger: Logger) -> [ObjectIdentifier: Step] {
        steps.merging([ObjectIdentifier(logger): step]) { $1 }
    }
}
