/// The histogram of one step.
public struct RidgeRow: Hashable, Sendable {
    /// The step, or another number that says when.
    public var step: Double
    /// The values or their bins.
    public var content: HistogramContent

    /// A histogram of values or bins at a step.
    public init(step: Double, content: HistogramContent) {
        self.step = step
        self.content = content
    }

    /// A histogram of values at a step.
    public init(step: Double, values: [Double]) { self.init(step: step, content: .values(values)) }

    /// A histogram of bins at a step.
    public init(step: Double, bins: [HistogramBin]) { self.init(step: step, content: .bins(bins)) }
}
