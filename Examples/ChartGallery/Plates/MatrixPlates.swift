import ChartRendering

/// Matrices.
enum MatrixPlates {
    static let all = [heatMap, confusion]

    static let heatMap = Plate(
        "heat-map", "Heat map",
        "Attention of 24 words, with the cells that are not numbers hatched and counted; a `HeatMap` of a `HeatMatrix`."
    ) { theme in
        // snippet: heat-map
        let chart = HeatMap(
            title: "Attention of head 3", xLabel: "Key", yLabel: "Query", matrix: HeatMatrix(rows: Sample.attention(24))
        )
        return try chart.png(size: .plate(width: 480, height: 420), theme: theme)
        // end of snippet
    }

    static let confusion = Plate(
        "confusion", "Confusion matrix",
        "Counts and percentages of each true class, with the accuracy in the title; a `ConfusionMatrix`."
    ) { theme in
        // snippet: confusion
        let digits = (0..<10).map(String.init)
        let chart = try ConfusionMatrix(title: "Digits", classes: digits, counts: Sample.confusion(of: 10))
        return try chart.png(size: .plate(width: 560, height: 480), theme: theme)
        // end of snippet
    }
}

extension Sample {
    /// Rows that look at their own place and at a few others; the keys of padding are not numbers.
    static func attention(_ count: Int) -> [[Double]] {
        var random = Noise(101)
        let favourites = (0..<count).map { _ in Int(random.unit() * Double(count)) }
        return (0..<count).map { row in
            let weights = (0..<count).map { column in
                let near = hill(Double(row - column) / 1.3)
                let favourite = hill(Double(favourites[row / 4 * 4] - column) / 0.6)
                return (near + 0.7 * favourite) * (0.4 + random.unit()) + 0.02
            }
            let sum = weights.reduce(0, +)
            return weights.enumerated().map { column, weight in
                column >= count - 2 && row < count - 2 ? .nan : weight / sum
            }
        }
    }

    /// Counts of which most are right and some classes are taken for each other.
    static func confusion(of count: Int) -> [[Int]] {
        var random = Noise(102)
        let similar = [3: 5, 5: 3, 4: 9, 9: 4, 7: 1]
        return (0..<count).map { truth in
            (0..<count).map { prediction in
                if truth == prediction { return 880 + Int(random.unit() * 110) - (similar[truth] == nil ? 0 : 90) }
                if similar[truth] == prediction { return 40 + Int(random.unit() * 50) }
                return Int(random.unit() * random.unit() * 16)
            }
        }
    }
}
