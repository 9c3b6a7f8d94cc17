/// How well a classifier tells two classes apart, for a number of thresholds from 0 to 1 in equal distances.
///
/// All lists have one entry a threshold, in the thresholds' order.
public struct PRCurve: Hashable, Sendable {
    /// The threshold count of TensorBoard.
    public static let defaultThresholdCount = 201
    /// The most thresholds a curve is made with.
    public static let maximumThresholdCount = 1_000_000

    /// How many positives are taken for positive.
    public let truePositives: [Double]
    /// How many negatives are taken for positive.
    public let falsePositives: [Double]
    /// How many negatives are taken for negative.
    public let trueNegatives: [Double]
    /// How many positives are taken for negative.
    public let falseNegatives: [Double]
    /// The part of those taken for positive that are positive, 0 to 1.
    public let precision: [Double]
    /// The part of the positives that are taken for positive, 0 to 1.
    public let recall: [Double]

    /// How many thresholds there are.
    public var thresholdCount: Int { truePositives.count }

    /// Counts a classifier's predictions.
    ///
    /// - Parameters:
    ///   - labels: Whether each sample is positive.
    ///   - predictions: The probability, 0 to 1, the classifier gave to each sample's being positive.
    ///   - thresholdCount: How many thresholds, at least 2. The default is 201.
    /// - Throws: `EventFileError` with `invalid` when the counts of labels and predictions differ, a prediction is not in
    ///   0...1, or `thresholdCount` is not in 2...1,000,000.
    public init(
        labels: [Bool], predictions: [Float], thresholdCount: Int = defaultThresholdCount
    ) throws(EventFileError) {
        guard labels.count == predictions.count else {
            throw EventFileError(.invalid, "\(labels.count) labels have \(predictions.count) predictions")
        }
        guard (2...Self.maximumThresholdCount).contains(thresholdCount) else {
            throw EventFileError(.invalid, "a curve has 2 to \(Self.maximumThresholdCount) thresholds")
        }
        guard predictions.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw EventFileError(.invalid, "a prediction is not between 0 and 1")
        }
        var positives = [Double](repeating: 0, count: thresholdCount)
        var negatives = positives
        for (label, prediction) in zip(labels, predictions) {
            // In single precision, as TensorBoard does it: otherwise a prediction at a threshold may fall beside it.
            let bucket = Int(prediction * Float(thresholdCount - 1))
            if label { positives[bucket] += 1 } else { negatives[bucket] += 1 }
        }
        // Whoever is above a threshold is above all lower ones.
        for index in stride(from: thresholdCount - 2, through: 0, by: -1) {
            positives[index] += positives[index + 1]
            negatives[index] += negatives[index + 1]
        }
        try self.init(
            truePositives: positives, falsePositives: negatives,
            trueNegatives: negatives.map { negatives[0] - $0 }, falseNegatives: positives.map { positives[0] - $0 })
    }

    /// A curve of counts that are there already; precision and recall follow from them.
    ///
    /// - Parameters:
    ///   - truePositives: For each threshold, how many positives are taken for positive.
    ///   - falsePositives: How many negatives are taken for positive.
    ///   - trueNegatives: How many negatives are taken for negative.
    ///   - falseNegatives: How many positives are taken for negative.
    /// - Throws: `EventFileError` with `invalid` when the lists differ in length, are empty, or have a negative or infinite
    ///   count.
    public init(
        truePositives: [Double], falsePositives: [Double], trueNegatives: [Double], falseNegatives: [Double]
    ) throws(EventFileError) {
        let lists = [truePositives, falsePositives, trueNegatives, falseNegatives]
        let count = truePositives.count
        guard (1...Self.maximumThresholdCount).contains(count), lists.allSatisfy({ $0.count == count }) else {
            throw EventFileError(.invalid, "the counts of a curve are not given for the same thresholds")
        }
        guard lists.allSatisfy({ $0.allSatisfy { $0 >= 0 && $0.isFinite } }) else {
            throw EventFileError(.invalid, "a count of a curve is negative or not finite")
        }
        self.init(
            rows: lists + [
                zip(truePositives, falsePositives).map { $0 / max(1e-7, $0 + $1) },
                zip(truePositives, falseNegatives).map { $0 / max(1e-7, $0 + $1) },
            ])
    }

    /// - Parameter rows: Six lists of the same length.
    private init(rows: [[Double]]) {
        truePositives = rows[0]
        falsePositives = rows[1]
        trueNegatives = rows[2]
        falseNegatives = rows[3]
        precision = rows[4]
        recall = rows[5]
    }

    /// From a tensor of six rows. `nil` when it is something else.
    init?(_ tensor: Tensor, _ budget: inout DecodingBudget) throws(ProtobufReader.Malformed) {
        guard tensor.shape.count == 2, tensor.shape[0] == 6, let numbers = try tensor.elements(&budget) else {
            return nil
        }
        let count = numbers.count / 6
        self.init(rows: (0..<6).map { Array(numbers[($0 * count)..<(($0 + 1) * count)]) })
    }

    var tensor: Tensor {
        let rows = [truePositives, falsePositives, trueNegatives, falseNegatives, precision, recall]
        return Tensor(floats: rows.flatMap { $0.map { Float($0) } }, shape: [6, Int64(thresholdCount)])
    }
}

extension SummaryValue {
    /// A curve for TensorBoard's PR curve page.
    ///
    /// - Parameters:
    ///   - tag: What it is shown under.
    ///   - curve: The counts. All curves of a tag must have the same number of thresholds.
    ///   - displayName: The title to show in place of the tag. Empty for the tag itself.
    ///   - description: Markdown shown beside the title.
    public static func prCurve(
        _ tag: String, _ curve: PRCurve, displayName: String = "", description: String = ""
    ) -> SummaryValue {
        var content = ProtobufWriter()
        content.integer(2, Int64(curve.thresholdCount))
        return SummaryValue(
            tag: tag, payload: .tensor(curve.tensor),
            metadata: SummaryMetadata(
                pluginName: PluginName.prCurves, pluginContent: content.bytes, displayName: displayName,
                summaryDescription: description, dataClass: .tensor))
    }
}
