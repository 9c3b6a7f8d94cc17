import BenchmarkKit
import ChartRendering
import ChartSamples
import Foundation
import RasterGraphics

/// One thing that is drawn and measured.
enum Drawing: String {
    /// Ten series of a thousand points, from the points to the PNG file.
    case lines
    /// Ten series of a hundred thousand.
    case dense
    /// Sixty-four pictures side by side.
    case grid
    /// The picture of ``lines``, without the file.
    case drawing
    /// The file of that picture.
    case encoding

    func run(_ rounds: Int, in folder: String) async throws -> Cost {
        let size = try ChartSize(width: Sample.size, height: Sample.height)
        switch self {
        case .lines, .dense:
            let series = Sample.series(self == .lines ? 1_000 : 100_000)
            return try await Cost(ofWarm: rounds) { _ in
                try write(try Sample.chart(series).png(size: size), to: folder)
            }
        case .grid:
            let grid = try Sample.grid()
            return try await Cost(ofWarm: rounds) { _ in try write(try grid.png(), to: folder) }
        case .drawing:
            let chart = Sample.chart(Sample.series(1_000))
            return try await Cost(ofWarm: rounds) { _ in _ = try chart.render(size: size) }
        case .encoding:
            let picture = try Sample.chart(Sample.series(1_000)).render(size: size)
            try Data(picture.bytes).write(to: URL(filePath: "\(folder)/pixels.rgba"))
            return try await Cost(ofWarm: rounds) { _ in try write(try PNGEncoder().encode(picture), to: folder) }
        }
    }

    private func write(_ png: [UInt8], to folder: String) throws {
        try Data(png).write(to: URL(filePath: "\(folder)/\(rawValue).png"))
    }
}
