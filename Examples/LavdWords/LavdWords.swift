import ArgumentParser
import LoggerAndViewer

/// A training in lavd's words: what it leaves in `log/<name>` is shown by lavd's server, and by this one.
@main
struct LavdWords: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A training in lavd's words, which fits a line to points.")

    @Argument(help: "The experiment's name.")
    var name = "line"

    @Option(help: "The folder of all experiments.")
    var logDir = "log"

    @Option(name: [.customLong("lr"), .short], help: "How far each step goes.")
    var learningRate = 0.2

    @Option(help: "How many steps are made.")
    var steps = 20

    @Flag(help: "Logs nothing, as worker processes do.")
    var disabled = false

    func validate() throws {
        guard 1...10_000 ~= steps else { throw ValidationError("--steps is a whole number from 1 to 10000.") }
    }

    func run() async throws {
        let logger = LavdLogger(name, logDir: logDir, disabled: disabled)
        logger.logCommand(self)
        let points = logger.spinner("Making points") { () -> [(x: Double, y: Double)] in
            (0..<50).map { index in
                let x = Double(index) / 50
                return (x: x, y: 3 * x + 1)
            }
        }
        await logger.logSummary(["size": ["points": .int(Int64(points.count))]], sections: ["Aim": ["y = 3 x + 1"]])

        var (slope, offset, loss): (Double, Double, Double) = (0, 0, 0)
        for step in logger.progressBar("Train", 1...steps) {
            var (slopeGradient, offsetGradient): (Double, Double) = (0, 0)
            let count = Double(points.count)
            loss = 0
            for (x, y) in points {
                let error: Double = slope * x + offset - y
                loss += error * error / count
                slopeGradient += 2 * error * x / count
                offsetGradient += 2 * error / count
            }
            slope -= learningRate * slopeGradient
            offset -= learningRate * offsetGradient
            logger.logScalar(loss, "train/loss", step: Step(Int64(step)))
        }

        let last = Step(Int64(steps))
        logger.printTable(
            ["Name", "Value", "Aim"],
            [["Slope", .double(slope), 3], ["Offset", .double(offset), 1], ["Loss", .double(loss), nil]])
        logger.logText("y = \(slope) x + \(offset)", "line", step: last, expected: "y = 3 x + 1")
        try logImage(of: slope, offset, to: logger, step: last)
        logger.saveModel([slope, offset], step: last)
        logger.println("{} points, loss {:.5f}", points.count, loss)
        try await logger.close()
    }

    /// The line as an image, with a box around what lies above 2.
    private func logImage(of slope: Double, _ offset: Double, to logger: LavdLogger, step: Step) throws {
        let size = 64
        var pixels = [UInt8](repeating: 255, count: size * size)
        for column in 0..<size {
            let height = (slope * Double(column) / Double(size) + offset) / 4
            guard (0..<1).contains(height) else { continue }
            pixels[(size - 1 - Int(height * Double(size))) * size + column] = 0
        }
        let box = ImageBox(
            xStart: 0, yStart: 0, xEnd: Double(size), yEnd: Double(size) / 2, className: "high", probability: 0.9)
        logger.logImage(
            try ImageArray(pixels, shape: [size, size]), "line", step: step, boxes: [box], classes: ["high", "low"],
            threshold: 0.5)
    }
}
