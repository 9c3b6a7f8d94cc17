package import ChartRendering
import Foundation
import RasterGraphics

/// What is drawn; `chart_peer.py` makes nearly the same.
package enum Sample {
    package static let size = 1_200
    package static let height = 800
    package static let seriesCount = 10

    /// Ten curves that fall at different speeds, with noise.
    package static func series(_ count: Int) -> [ChartSeries] {
        (0..<seriesCount).map { number in
            ChartSeries(name: "run \(number)", points: (0..<count).map { point($0, of: count, in: number) })
        }
    }

    package static func value(_ index: Int, of count: Int, in number: Int) -> Double {
        let place = Double(index)
        let wave = sin(place * 12.9898 + Double(number) * 78.233) * 43_758.5453
        return exp(-place * Double(number + 1) / Double(count)) + 0.02 * (wave - wave.rounded(.down) - 0.5)
    }

    package static func chart(_ series: [ChartSeries]) -> LineChart {
        LineChart(title: "MSE over iterations", xLabel: "Training Iteration", yLabel: "MSE", series: series)
    }

    /// Sixty-four pictures of noise, in rows of eight.
    package static func grid() throws -> ImageGrid {
        let items = try (0..<64).map { number in
            let bytes = (0..<64 * 64).flatMap { pixel -> [UInt8] in
                let mixed = UInt32(truncatingIfNeeded: (pixel + number * 4_096) &* 2_654_435_761)
                return [UInt8(mixed >> 8 & 255), UInt8(mixed >> 16 & 255), UInt8(mixed >> 24), 255]
            }
            return ImageGridItem(title: "", content: .image(try Pixmap(width: 64, height: 64, rgba: bytes)))
        }
        return ImageGrid(items: items, columns: 8)
    }

    private static func point(_ index: Int, of count: Int, in number: Int) -> ChartPoint {
        ChartPoint(x: Double(index), y: value(index, of: count, in: number))
    }
}
