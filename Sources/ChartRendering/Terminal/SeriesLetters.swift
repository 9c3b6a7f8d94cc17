import Foundation
import RasterGraphics

/// Letters among the dots of a chart as text, which tell its series apart where there are no colours.
///
/// The chart is painted in colours as far from each other as can be, and each cell's colour says whose it is. Where a series
/// begins, and every few cells along it, its letter stands in place of its dots.
struct SeriesLetters {
    /// One for each series; after these they come again.
    private static let all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    /// So many columns lie between two letters of a series without a break.
    private static let distance = 9
    /// And so many where it breaks off.
    private static let leastDistance = 3

    /// What the chart is painted with.
    let theme: ChartTheme
    private let paper: Color
    private var keys: [(letter: Character, color: Color)] = []

    /// - Parameter legend: Of the chart. `nil` where nothing has to be told apart.
    init?(_ legend: [LegendItem], _ theme: ChartTheme) {
        let named = legend.filter { !$0.name.isEmpty }
        guard named.count > 1 else { return nil }
        var theme = theme
        let count = min((named.map(\.index).max() ?? 0) + 1, Self.all.count)
        theme.palette = Palette(
            colors: (0..<max(1, count)).map { Self.color(Double($0) / Double(max(1, count)), isBright: theme.isDark) })
        self.theme = theme
        paper = theme.plotBackground
        for item in named {
            let color = item.color(in: theme)
            guard !keys.contains(where: { $0.color == color }), keys.count < Self.all.count else { continue }
            keys.append((Array(Self.all)[keys.count], color))
        }
    }

    /// What stands before a name in the legend.
    func key(of item: LegendItem) -> Character {
        let color = item.color(in: theme)
        return keys.first { $0.color == color }?.letter ?? "⠶"
    }

    /// Puts the letters among the dots.
    func write(over cells: inout [[BraillePicture.Cell]]) {
        let columns = cells.first?.count ?? 0
        guard !keys.isEmpty else { return }
        let owners = cells.map { row in row.map { cell in cell.color.map(owner) } }
        for (index, key) in keys.enumerated() {
            var (last, wasThere) = (-Self.distance, false)
            for column in 0..<columns {
                let rows = owners.indices.filter { owners[$0][column] == index }
                defer { wasThere = !rows.isEmpty }
                guard !rows.isEmpty, column - last >= (wasThere ? Self.distance : Self.leastDistance) else { continue }
                cells[rows[rows.count / 2]][column] = BraillePicture.Cell(character: key.letter, color: nil)
                last = column
            }
        }
    }

    /// The series whose colour lies in the same direction from the paper's: edges and pale lines are mixed with that.
    private func owner(of color: Color) -> Int {
        let way = Self.way(from: paper, to: color)
        let likeness = keys.map { key in
            let other = Self.way(from: paper, to: key.color)
            let length = (Self.product(other, other) * Self.product(way, way)).squareRoot()
            return length > 0 ? Self.product(way, other) / length : -1
        }
        return likeness.indices.max { likeness[$0] < likeness[$1] } ?? 0
    }

    private static func way(from paper: Color, to color: Color) -> [Double] {
        [
            Double(color.red) - Double(paper.red), Double(color.green) - Double(paper.green),
            Double(color.blue) - Double(paper.blue),
        ]
    }

    private static func product(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// A full colour by its place around the circle of hues, 0 to 1.
    private static func color(_ hue: Double, isBright: Bool) -> Color {
        func channel(_ shift: Double) -> UInt8 {
            let place = (hue * 6 + shift).truncatingRemainder(dividingBy: 6)
            let part = min(max(min(place, 4 - place), 0), 1)
            return UInt8((255 * (1 - part) * (isBright ? 1 : 0.8)).rounded())
        }
        return Color(red: channel(5), green: channel(3), blue: channel(1))
    }
}
