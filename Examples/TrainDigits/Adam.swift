/// The Adam rule (Kingma and Ba, 2014) for one table of weights.
struct Adam {
    private let learningRate: Float
    private let meanDecay: Float = 0.9
    private let squareDecay: Float = 0.999
    private var mean: Matrix
    private var square: Matrix
    private var updates = 0

    init(for weights: Matrix, learningRate: Float) {
        self.learningRate = learningRate
        mean = Matrix(rows: weights.rows, columns: weights.columns)
        square = mean
    }

    /// Moves the weights one step against their gradient.
    mutating func update(_ weights: inout Matrix, along gradient: Matrix) {
        updates += 1
        let meanCorrection = 1 - power(meanDecay, updates)
        let squareCorrection = 1 - power(squareDecay, updates)
        for index in weights.vectors.indices {
            let slope = gradient.vectors[index]
            mean.vectors[index] = mean.vectors[index] * meanDecay + slope * (1 - meanDecay)
            square.vectors[index] = square.vectors[index] * squareDecay + slope * slope * (1 - squareDecay)
            let scale = (square.vectors[index] / squareCorrection).squareRoot() + 1e-8
            weights.vectors[index] -= mean.vectors[index] / meanCorrection * learningRate / scale
        }
    }

    private func power(_ base: Float, _ exponent: Int) -> Float {
        var result: Float = 1
        for _ in 0..<exponent { result *= base }
        return result
    }
}
