import BenchmarkKit

/// Draws one thing in this process, again and again, and prints its figures: what `ChartBenchmarks` starts.
///
///     ChartDrawing WORK ROUNDS FOLDER
///
/// It is linked with what draws and nothing else, as a program that only draws would be: that is what a whole process of
/// matplotlib is compared with.
@main
enum ChartDrawing {
    static func main() async { await Program.main(run) }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 3, let drawing = Drawing(rawValue: arguments[0]), let rounds = Int(arguments[1]) else {
            throw WrongAnswer("it is ChartDrawing WORK ROUNDS FOLDER")
        }
        print(try await drawing.run(max(0, rounds), in: arguments[2]).line)
    }
}
