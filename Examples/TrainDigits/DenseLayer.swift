/// A fully connected layer: every output is a weighted sum of all inputs, plus a bias.
struct DenseLayer {
    private(set) var weights: Matrix
    private(set) var bias: Matrix
    private var weightRule: Adam
    private var biasRule: Adam

    /// A layer with random weights of He's scale, which keeps the size of signals through rectified layers.
    init(inputs: Int, outputs: Int, learningRate: Float, using generator: inout SeededGenerator) {
        let limit = (6 / Float(inputs)).squareRoot()
        weights = Matrix(rows: inputs, columns: outputs)
        for row in 0..<inputs {
            for column in 0..<outputs { weights[row, column] = Float.random(in: -limit...limit, using: &generator) }
        }
        bias = Matrix(rows: 1, columns: outputs)
        weightRule = Adam(for: weights, learningRate: learningRate)
        biasRule = Adam(for: bias, learningRate: learningRate)
    }

    /// The outputs for a batch, one row each.
    func outputs(for inputs: Matrix) -> Matrix {
        inputs.times(weights, plus: bias)
    }

    /// What the loss's slope at the outputs is at the inputs.
    func inputGradient(for outputGradient: Matrix) -> Matrix {
        outputGradient.timesTransposed(weights)
    }

    /// Learns from one batch.
    mutating func learn(from inputs: Matrix, outputGradient: Matrix) {
        weightRule.update(&weights, along: inputs.transposedTimes(outputGradient))
        biasRule.update(&bias, along: outputGradient.sumOfRows())
    }
}

extension Matrix {
    /// The rectifier: negative numbers become zero.
    func rectified() -> Matrix {
        var result = self
        for index in vectors.indices {
            result.vectors[index].replace(with: 0, where: vectors[index] .< 0)
        }
        return result
    }

    /// The slope behind a rectifier: zero where its output was.
    func masked(byPositive outputs: Matrix) -> Matrix {
        var result = self
        for index in vectors.indices {
            result.vectors[index].replace(with: 0, where: outputs.vectors[index] .<= 0)
        }
        return result
    }
}
