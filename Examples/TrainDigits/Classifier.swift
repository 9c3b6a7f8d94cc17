import Foundation

/// Says which digit an image shows: one rectified hidden layer, softmax, and cross-entropy as loss.
struct Classifier: Network {
    private var hidden: DenseLayer
    private var output: DenseLayer

    init(hiddenSize: Int, learningRate: Float, using generator: inout SeededGenerator) {
        hidden = DenseLayer(
            inputs: Digits.pixelCount, outputs: hiddenSize, learningRate: learningRate, using: &generator)
        output = DenseLayer(
            inputs: hiddenSize, outputs: Digits.classCount, learningRate: learningRate, using: &generator)
    }

    mutating func learn(from batch: Digits) {
        let activity = hidden.outputs(for: batch.images).rectified()
        // Behind softmax and cross-entropy the slope is the probability, less one for the right answer.
        var gradient = probabilities(output.outputs(for: activity))
        for (row, label) in batch.labels.enumerated() {
            gradient[row, label] -= 1
            for digit in 0..<Digits.classCount { gradient[row, digit] /= Float(batch.count) }
        }
        let activityGradient = output.inputGradient(for: gradient).masked(byPositive: activity)
        output.learn(from: activity, outputGradient: gradient)
        hidden.learn(from: batch.images, outputGradient: activityGradient)
    }

    func metrics(on digits: Digits) -> [(name: String, value: Double)] {
        let answers = probabilities(output.outputs(for: hidden.outputs(for: digits.images).rectified()))
        var loss = 0.0
        var correct = 0
        for (row, label) in digits.labels.enumerated() {
            loss -= log(Double(max(answers[row, label], .leastNormalMagnitude)))
            let best = (0..<Digits.classCount).max { answers[row, $0] < answers[row, $1] }
            if best == label { correct += 1 }
        }
        return [("Loss", loss / Double(digits.count)), ("Accuracy", Double(correct) / Double(digits.count))]
    }

    /// Softmax of each row. The largest score is taken off first, so that no exponential overflows.
    private func probabilities(_ scores: Matrix) -> Matrix {
        var result = scores
        for row in 0..<scores.rows {
            let values = (0..<Digits.classCount).map { scores[row, $0] }
            let largest = values.max() ?? 0
            let powers = values.map { exp($0 - largest) }
            let total = powers.reduce(0, +)
            for (digit, power) in powers.enumerated() { result[row, digit] = power / total }
        }
        return result
    }
}
