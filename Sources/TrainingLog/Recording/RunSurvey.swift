import Foundation
import RegistryCore

/// Looks at the machine while a run goes on: once at what it was made with, and again and again at what it uses.
struct RunSurvey: Sendable {
    let configuration: LoggerConfiguration
    let startTime: WallTime
    let logsPath: String

    /// Looks until the task is cancelled, and hands what it sees to a recorder.
    func run(into recorder: RunRecorder) async {
        if configuration.capturesEnvironment {
            let capture = EnvironmentCapture(
                startTime: startTime, additionalVariables: configuration.additionalEnvironmentVariables)
            let snapshot = await EnvironmentSnapshot.capture(capture)
            if Task.isCancelled { return }
            recorder.appendSurvey(snapshot.document)
        }
        recorder.environment.open()
        guard let interval = configuration.systemMetricsInterval else { return }
        let environment = ProcessInfo.processInfo.environment
        var metrics = SystemMetrics(
            source: .system(diskPath: logsPath, nvidiaSMI: .find(environment: environment)))
        while !Task.isCancelled {
            let measurements = await metrics.sample()
            let values = Dictionary(measurements.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            if !Task.isCancelled {
                recorder.note(metrics.gpus)
                recorder.appendMeasurements(values)
            }
            try? await Task.sleep(for: interval)
        }
    }
}
