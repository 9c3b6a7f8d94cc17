public import RasterGraphics

/// How often samples of each class were taken for each class.
///
/// A row for each true class, a column for each predicted one. A cell has its count and the percentage of its row, which is
/// also its colour: classes of few samples are judged like those of many. The title says the accuracy. Small cells leave
/// out the decimals, then the percentage, then the count. A class without samples has a
/// line through its row.
public struct ConfusionMatrix: Chart, Hashable, Sendable {
    /// The most classes.
    public static let maximumClasses = 1_000
    /// The most samples: every whole number up to it is also a `Double`.
    public static let maximumSamples = 1 << 53

    /// Above the matrix, before the accuracy; empty for the accuracy alone.
    public var title: String
    /// The names of the classes, for rows and columns.
    public let classes: [String]
    /// For each true class how many of its samples were predicted as each class.
    public let counts: [[Int]]
    /// The colours from 0 to 100 % of a row; `nil`, which is the default, takes blues that suit the theme.
    public var colorMap: ColorMap?

    /// A matrix from its counts.
    /// - Throws: ``ChartError`` with `invalidArgument` (not as many rows and columns as classes, a count below 0) or `tooLarge`
    ///   (more than ``maximumClasses`` or ``maximumSamples``).
    public init(
        title: String = "", classes: [String], counts: [[Int]], colorMap: ColorMap? = nil
    ) throws(ChartError) {
        guard classes.count <= ConfusionMatrix.maximumClasses else {
            throw ChartError(
                .tooLarge,
                "a confusion matrix has at most \(ConfusionMatrix.maximumClasses) classes, not \(classes.count)")
        }
        guard counts.count == classes.count, counts.allSatisfy({ $0.count == classes.count }) else {
            throw ChartError(
                .invalidArgument,
                "a confusion matrix of \(classes.count) classes has \(classes.count) rows of \(classes.count) counts")
        }
        var total = 0
        for count in counts.joined() {
            guard count >= 0 else {
                throw ChartError(.invalidArgument, "a count in a confusion matrix is 0 or more, not \(count)")
            }
            guard count <= ConfusionMatrix.maximumSamples - total else {
                throw ChartError(
                    .tooLarge, "a confusion matrix counts at most \(ConfusionMatrix.maximumSamples) samples")
            }
            total += count
        }
        self.title = title
        self.classes = classes
        self.counts = counts
        self.colorMap = colorMap
    }

    /// A matrix from the true and the predicted label of each sample.
    ///
    /// - Parameter classes: The classes and their order. `nil` takes all labels that occur, numbers by their value before the
    ///   other labels by their characters.
    /// - Throws: ``ChartError`` with `invalidArgument` (not as many true as predicted labels, or a label that is none of
    ///   `classes`) or `tooLarge` (more than ``maximumClasses``).
    public init(
        title: String = "", trueLabels: [String], predictedLabels: [String], classes: [String]? = nil,
        colorMap: ColorMap? = nil
    ) throws(ChartError) {
        guard trueLabels.count == predictedLabels.count else {
            throw ChartError(
                .invalidArgument,
                "a confusion matrix needs two labels a sample, not \(trueLabels.count) and \(predictedLabels.count)")
        }
        let names = classes ?? ConfusionMatrix.sorted(Set(trueLabels).union(predictedLabels))
        guard names.count <= ConfusionMatrix.maximumClasses else {
            throw ChartError(
                .tooLarge,
                "a confusion matrix has at most \(ConfusionMatrix.maximumClasses) classes, not \(names.count)")
        }
        let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var counts = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: names.count)
        for (truth, prediction) in zip(trueLabels, predictedLabels) {
            guard let row = places[truth], let column = places[prediction] else {
                let label = places[truth] == nil ? truth : prediction
                throw ChartError(
                    .invalidArgument, "the label '\(label.prefix(100))' is none of the \(names.count) classes")
            }
            counts[row][column] += 1
        }
        try self.init(title: title, classes: names, counts: counts, colorMap: colorMap)
    }

    /// How many samples there are.
    public var sampleCount: Int { counts.joined().reduce(0, +) }
    /// How many were predicted as what they are.
    public var correctCount: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
    /// The part that was predicted as what it is, 0 to 1; `nil` without samples.
    public var accuracy: Double? { sampleCount > 0 ? Double(correctCount) / Double(sampleCount) : nil }

    /// The accuracy, the names of the classes and the scale of the colours.
    public var frame: ChartFrame {
        let samples = sampleCount
        let correct = correctCount
        let share = samples > 0 ? "accuracy \(ShareText.percent(correct, of: samples))" : ""
        return ChartFrame(
            title: [title, share].filter { !$0.isEmpty }.joined(separator: " · "), xLabel: "Predicted class",
            yLabel: "True class", x: .categories(classes), y: .categories(classes),
            colorScale: samples > 0 ? colorScale : nil,
            // Short, because it takes room from the title of the axis.
            note: samples > 0 ? "\(TickLabel.grouped(correct)) of \(TickLabel.grouped(samples)) correct" : "",
            emptyMessage: classes.isEmpty ? "No classes" : (samples == 0 ? "No samples" : nil), hasGrid: false)
    }

    /// Paints the cells.
    public func paint(on canvas: inout Canvas, in layout: ChartLayout, theme: ChartTheme) {
        ConfusionMatrixPainter(
            matrix: self, layout: ConfusionMatrixLayout(self, in: layout), chart: layout, theme: theme
        )
        .paint(on: &canvas)
    }

    /// The colours of percent of a row.
    var colorScale: ColorScale {
        ColorScale(
            axis: ValueAxis(.linear, showing: 0...100, isWhole: true), map: colorMap ?? ConfusionMatrix.onLight,
            onDark: colorMap ?? ConfusionMatrix.onDark)
    }

    /// Blues whose lower end is still told apart from the background, so that a single error in a large matrix is seen.
    private static let onLight = ColorMap(
        through: [0xDCECF7, 0xA3CEE9, 0x4FA3D1, 0x0072B2, 0x003A63].map(Color.init(hex:)))
    private static let onDark = ColorMap(
        through: [0x1E3D54, 0x1C5A83, 0x2A86BF, 0x67BDEE, 0xCDEBFC].map(Color.init(hex:)))

    private static func sorted(_ labels: Set<String>) -> [String] {
        labels.sorted { one, other in
            // "nan" is a name like others: compared as a number it would be neither before nor behind any.
            switch (number(one), number(other)) {
            case (let a?, let b?) where a != b: a < b
            case (.some, nil): true
            case (nil, .some): false
            default: one < other
            }
        }
    }

    private static func number(_ label: String) -> Double? { Double(label).flatMap { $0.isNaN ? nil : $0 } }
}
