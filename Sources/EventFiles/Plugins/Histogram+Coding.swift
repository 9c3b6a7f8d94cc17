extension Histogram {
    /// From a tensor of rows of three: lower, upper, count. `nil` when it is something else.
    init?(_ tensor: Tensor, _ budget: inout DecodingBudget) throws(ProtobufReader.Malformed) {
        guard tensor.shape.count == 2, tensor.shape[1] == 3, let numbers = try tensor.elements(&budget) else {
            return nil
        }
        self.init(
            buckets: stride(from: 0, to: numbers.count - 2, by: 3).map {
                Bucket(lower: numbers[$0], upper: numbers[$0 + 1], count: numbers[$0 + 2])
            })
    }

    /// From the old form, which has right edges only. Its outermost edges may be the greatest numbers there are; the
    /// smallest and the greatest value are closer.
    init?(_ old: OldHistogram) {
        guard old.rightEdges.count == old.counts.count else { return nil }
        var lower = old.minimum
        var buckets: [Bucket] = []
        buckets.reserveCapacity(old.counts.count)
        for (edge, count) in zip(old.rightEdges, old.counts) {
            let upper = max(lower, min(edge, old.maximum))
            buckets.append(Bucket(lower: lower, upper: upper, count: count))
            lower = upper
        }
        self.init(buckets: buckets)
    }

    var tensor: Tensor {
        // In double precision: single precision cannot count beyond 16 million, nor tell close edges apart.
        Tensor(doubles: buckets.flatMap { [$0.lower, $0.upper, $0.count] }, shape: [Int64(buckets.count), 3])
    }
}

extension SummaryValue {
    /// A histogram for TensorBoard's distribution and histogram pages.
    ///
    /// - Parameters:
    ///   - tag: What it is shown under.
    ///   - histogram: The ranges.
    ///   - displayName: The title to show in place of the tag. Empty for the tag itself.
    ///   - description: Markdown shown beside the title.
    public static func histogram(
        _ tag: String, _ histogram: Histogram, displayName: String = "", description: String = ""
    ) -> SummaryValue {
        SummaryValue(
            tag: tag, payload: .tensor(histogram.tensor),
            metadata: SummaryMetadata(
                pluginName: PluginName.histograms, displayName: displayName, summaryDescription: description,
                dataClass: .tensor))
    }
}
