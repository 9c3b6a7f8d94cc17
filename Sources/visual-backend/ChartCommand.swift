import ArgumentParser
import ArtifactRegistry
import ChartRendering
import Foundation
import RegistryCore
import RegistryWeb

/// `visual-backend chart`: a metric of a run as a PNG file.
struct ChartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chart", abstract: "Draws a metric of a run as a PNG file.")

    @OptionGroup var storeOptions: StoreOptions

    @Option(
        name: .customLong("run"), help: ArgumentHelp("The run's identifier, 32 hexadecimal digits.", valueName: "id"))
    var runID: String

    @Option(help: ArgumentHelp("The metric's name.", valueName: "name"))
    var metric: String

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String

    @Option(help: "The width, in screen pixels.")
    var width = 800

    @Option(help: "The height, in screen pixels.")
    var height = 500

    @Option(help: "Picture pixels for one screen pixel, 1 to 4.")
    var scale = 2

    @Flag(help: "Draws light on dark.")
    var dark = false

    func run() async throws {
        try await Failure.reporting {
            guard let id = RunID(runID) else {
                throw RegistryError(.invalidArgument, "--run is a run's identifier: 32 hexadecimal digits.")
            }
            let size = try size()
            let registry = try await storeOptions.openExisting()
            let png: [UInt8]
            do {
                png = try await picture(of: id, in: registry, size: size)
                await registry.close()
            } catch {
                await registry.close()
                throw error
            }
            try write(png)
        }
    }

    private func size() throws(RegistryError) -> ChartSize {
        do {
            return try ChartSize(width: width, height: height, scale: scale)
        } catch {
            throw RegistryError(error)
        }
    }

    private func picture(of id: RunID, in registry: DataManager, size: ChartSize) async throws -> [UInt8] {
        guard let found = try await registry.run(id) else {
            throw RegistryError(.notFound, "There is no run \(id) in \(registry.store.displayName).")
        }
        let answer = try await registry.points(of: metric, run: id, atMost: MetricChart.mostBuckets)
        guard answer.count > 0 else {
            let known = found.metrics.keys.sorted().prefix(10).joined(separator: ", ")
            throw RegistryError(
                .notFound,
                "The run \(id) has no metric \(metric.debugDescription). "
                    + (known.isEmpty ? "It has logged none." : "It has \(known)."))
        }
        return try MetricChart.png(
            of: answer, metric: metric, run: found.name.isEmpty ? String(id.description.prefix(8)) : found.name,
            size: size, theme: dark ? .dark : .light)
    }

    private func write(_ png: [UInt8]) throws(RegistryError) {
        do {
            try Data(png).write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw RegistryError(.unavailable, "The file \(output) cannot be written.", underlying: error)
        }
    }
}
