// Logs what is looked at: images, text, histograms, sound. TensorBoard shows all of it.
import Foundation
import LoggerAndViewer

let logger = Logger(logDir: "media")
for step in 0..<5 {
    // 28 rows and columns, one channel in front, from 0 to 1.
    let pixels = (0..<784).map { Float(($0 * (step + 1)) % 28) / 28 }
    let image = try ImageArray(pixels, shape: [1, 28, 28])
    logger.logArtifactWithImage(
        ["ModelName": "Painter", "Loss": Value(1 / Double(step + 1)), "iteration": Value(step)], image)
    logger.logText("notes", "Step **\(step)** went well.", step: Step(Int64(step)))
    logger.logHistogram(
        "weights", (0..<1_000).map { Float(sin(Double($0))) / Float(step + 1) }, step: Step(Int64(step)))
}
let tone = (0..<8_000).map { Float(sin(Double($0) / 8_000 * 440 * 2 * .pi)) }
logger.logAudio("tone", tone, sampleRate: 8_000, step: 0)
try await logger.close()
print(logger.getLogTypes())
