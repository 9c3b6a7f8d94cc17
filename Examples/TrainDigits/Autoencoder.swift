/// Squeezes an image through a few numbers and draws it again: a rectified encoder, a linear decoder, and the mean
/// squared error of the pixels as loss.
struct Autoencoder: Network {
    private var encoder: DenseLayer
    private var decoder: DenseLayer

    init(hiddenSize: Int, learningRate: Float, using generator: inout SeededGenerator) {
        encoder = DenseLayer(
            inputs: Digits.pixelCount, outputs: hiddenSize, learningRate: learningRate, using: &generator)
        decoder = DenseLayer(
            inputs: hiddenSize, outputs: Digits.pixelCount, learningRate: learningRate, using: &generator)
    }

    mutating func learn(from batch: Digits) {
        let codes = encoder.outputs(for: batch.images).rectified()
        var gradient = decoder.outputs(for: codes)
        let scale = 2 / Float(batch.count * Digits.pixelCount)
        for index in gradient.vectors.indices {
            gradient.vectors[index] = (gradient.vectors[index] - batch.images.vectors[index]) * scale
        }
        let codeGradient = decoder.inputGradient(for: gradient).masked(byPositive: codes)
        decoder.learn(from: codes, outputGradient: gradient)
        encoder.learn(from: batch.images, outputGradient: codeGradient)
    }

    func metrics(on digits: Digits) -> [(name: String, value: Double)] {
        let drawn = decoder.outputs(for: encoder.outputs(for: digits.images).rectified())
        var total = 0.0
        for index in drawn.vectors.indices {
            let difference = drawn.vectors[index] - digits.images.vectors[index]
            total += Double((difference * difference).sum())
        }
        return [("MSE", total / Double(digits.count * Digits.pixelCount))]
    }
}
