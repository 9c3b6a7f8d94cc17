import Foundation
import RegistryCore
import RegistryTestKit
import Synchronization
import Testing

@testable import Vocabularies

/// What is printed and logged of lines, tables, spinners and bars where there is no terminal.
struct LavdPrintingTests {
    private let bench: LavdBench

    init() throws { bench = try LavdBench() }

    @Test func `Lines are printed with their values, to where they belong, and logged`() async throws {
        let logger = try bench.logger()
        logger.println("{}, message: {num}", "Hello", named: ["num": 1])
        logger.eprintln("{1} {0} {:.2f} {{}}", 1.005, "b")
        logger.println("as it is: {}")
        logger.println("lacks {} {x}", 1)
        try await logger.close()
        let printed = try bench.printed()
        #expect(printed.output == "Hello, message: 1\nas it is: {}\nlacks 1 {x}\n")
        #expect(printed.errors == "b 1.005 1.00 {}\n")
        #expect(
            try bench.events() == [
                "STDOUT\tHello, message: 1", "STDERR\tb 1.005 1.00 {}", "STDOUT\tas it is: {}", "STDOUT\tlacks 1 {x}",
            ])
        #expect(try bench.text("exp/stdout.log") == printed.output)
        #expect(try bench.text("exp/stderr.log") == printed.errors)
        #expect(bench.problems.count == 1)
    }

    @Test(.timeLimit(.minutes(5))) func `What the logger complains of may be printed by it`() async throws {
        let logger = try bench.logger()
        try await logger.close()
        bench.answer.withLock { answer in answer = { message in logger.eprintln("told: \(message)") } }
        logger.println("late")
        #expect(try bench.printed().output == "late\n")
        #expect(try bench.printed().errors.hasPrefix("told: "))
    }

    @Test func `The table of lavd's document is printed to the letter`() async throws {
        let logger = try bench.logger()
        logger.printTable(
            ["Name", "Correct", "Total", "Accuracy"],
            [["Train", 978, 1000, 0.978], ["Validation", 90, 100, 0.9], ["Test", nil, 50, nil]])
        try await logger.close()
        let table = """
            | Name       | Correct | Total | Accuracy |
            |------------|---------|-------|----------|
            | Train      | 978     | 1000  | 0.97800  |
            | Validation | 90      | 100   | 0.90000  |
            | Test       | -       | 50    | -        |

            """
        #expect(try bench.printed().output == table)
        #expect(try bench.text("exp/stdout.log") == table)
        #expect(try bench.events().count == 5)
    }

    @Test func `A table has its indent, placeholder and precision, short rows, and no bars or breaks in cells`()
        async throws
    {
        let logger = try bench.logger()
        logger.printTable(
            ["a|b", "日本"], [["x"], [true, 2.345], [.double(.nan), "two\nlines"]], indentLevel: 1, placeholder: "n/a",
            precision: 2)
        logger.printTable([], [])
        try await logger.close()
        #expect(
            try bench.printed().output
                == """
                    | a\\|b | 日本      |
                    |------|-----------|
                    | x    | n/a       |
                    | True | 2.35      |
                    | nan  | two lines |

                """)
    }

    /// What Python's `f"{number:.{precision}f}"` writes.
    @Test(
        arguments: [
            (2.345, 2, "2.35"), (1.005, 2, "1.00"), (2.675, 2, "2.67"), (0.125, 2, "0.12"), (-1.25, 1, "-1.2"),
            (-0.0, 2, "-0.00"), (1e-7, 2, "0.00"), (12_345_678.875, 2, "12345678.88"), (0.5, 0, "0"), (1.5, 0, "2"),
            (0.978, 5, "0.97800"), (0.1, 20, "0.10000000000000000555"), (1e22, 2, "10000000000000000000000.00"),
            (.infinity, 2, "inf"), (-.infinity, 2, "-inf"), (.nan, 2, "nan"),
        ] as [(Double, Int, String)])
    func `Numbers in a table have so many digits behind the point, rounded as Python rounds`(
        number: Double, precision: Int, expected: String
    ) async throws {
        let logger = try bench.logger()
        logger.printTable(["x"], [[.double(number)]], precision: precision)
        try await logger.close()
        #expect(try bench.printed().output.split(separator: "\n").last == "| \(expected) |")
    }

    @Test func `A message with a tag of its own is in the logs and not printed, and one with another tag is refused`()
        async throws
    {
        let logger = try bench.logger()
        logger.setPrefix("[1]")
        logger.log("EVAL_2", "accuracy 0.5")
        logger.log("two words", "lost")
        logger.log("", "lost")
        logger.disable()
        logger.log("EVAL_2", "silent")
        #expect(bench.problems.count == 2 && bench.problems.allSatisfy { $0.contains("tag") }, "\(bench.problems)")
        await #expect(throws: RegistryError.self) { try await logger.close() }
        #expect(try bench.events() == ["EVAL_2\taccuracy 0.5"])
        let lines = try await bench.store.logLines(of: logger.runID, behind: nil, minimumLevel: .debug, limit: 100)
        #expect(lines.map(\.text) == ["EVAL_2 accuracy 0.5"] && lines.map(\.level) == [.info])
        let printed = try bench.printed()
        #expect(printed.output + printed.errors == "")
    }

    @Test func `Spinners and bars are quiet without a terminal, and log start, end and duration`() async throws {
        let logger = try bench.logger()
        logger.setPrefix("[1]")
        logger.spinner("Load") {}
        let spinner = logger.spinner("Manual")
        spinner.start()
        spinner.start()
        spinner.stop()
        spinner.stop()
        #expect(Array(logger.progressBar("Train", 0..<3)) == [0, 1, 2])
        for element in logger.progressBar("Left early", 0..<3) where element == 1 { break }
        logger.progressBar("Manual bar", total: 100) { $0.update(4) }
        _ = logger.progressBar("Let go")
        try await logger.close()
        let printed = try bench.printed()
        #expect(printed.output + printed.errors == "")
        let zero = " - Duration: 00:00:00"
        #expect(
            try bench.events() == [
                "SPINNER_START\t[1] Load", "SPINNER_END\t[1] Load\(zero)", "SPINNER_START\t[1] Manual",
                "SPINNER_END\t[1] Manual\(zero)", "PROGRESS_START\t[1] Train", "PROGRESS_END\t[1] Train\(zero)",
                "PROGRESS_START\t[1] Left early", "PROGRESS_END\t[1] Left early\(zero)",
                "PROGRESS_START\t[1] Manual bar",
                "PROGRESS_END\t[1] Manual bar\(zero)", "PROGRESS_START\t[1] Let go", "PROGRESS_END\t[1] Let go\(zero)",
            ])
    }

    @Test func `What began while nothing was logged has no end in the log either`() async throws {
        let logger = try bench.logger()
        logger.disable()
        let phase = logger.start("Silent")
        logger.enable()
        phase.finish()
        logger.start("Told").finish()
        try await logger.close()
        #expect(try bench.events() == ["START\tTold", "END\tTold - Duration: 00:00:00"])
    }

    @Test func `A spinner and a bar end when their body throws`() async throws {
        struct Failure: Error {}
        let logger = try bench.logger()
        func fail() {
            #expect(throws: Failure.self) { try logger.spinner("s") { throw Failure() } }
            #expect(throws: Failure.self) { try logger.progressBar("b") { _ in throw Failure() } }
        }
        fail()
        await #expect(throws: Failure.self) {
            try await logger.spinner("t") {
                try await Task.sleep(for: .zero)
                throw Failure()
            }
        }
        try await logger.close()
        #expect(try bench.events().filter { $0.contains("_END") }.count == 3)
    }

    @Test func `A bar says how much is done, how fast, and how long it takes`() {
        func line(_ count: Int, _ total: Int?, _ seconds: Double, columns: Int = 60) -> String {
            ProgressText.line(name: "Train", count: count, total: total, elapsed: .seconds(seconds), columns: columns)
        }
        #expect(line(0, 3, 0).hasPrefix("Train:   0%|  "))
        #expect(line(0, 3, 0).hasSuffix(" | 0/3 [00:00<?, ? it/s]"))
        #expect(line(0, 3, 0).count == 60)
        #expect(line(1, 4, 2).hasPrefix("Train:  25%|"))
        #expect(line(1, 4, 2).hasSuffix("| 1/4 [00:02<00:06, 2.00 s/it]"))
        #expect(line(3, 4, 1).hasSuffix("| 3/4 [00:01<00:00, 3.00 it/s]"))
        #expect(line(4, 4, 7_265).hasSuffix("| 4/4 [2:01:05<00:00, 1816.25 s/it]"))
        #expect(line(9, 4, 1).contains("100%|"))
        #expect(line(12, nil, 3) == "Train: 12 [00:03, 4.00 it/s]")
        #expect(line(12, 0, 3) == "Train: 12 [00:03, 4.00 it/s]")
        for columns in [10, 20, 40, 80, 200] {
            #expect(TextWidth.columns(of: line(2, 4, 1, columns: columns)) <= columns)
        }
        #expect(ProgressText.bar(0.5, width: 3) == "█▌ ")
        #expect(ProgressText.bar(1, width: 3) == "███")
        #expect(ProgressText.duration(.seconds(100 * 3_600 + 61), hasHours: true) == "100:01:01")
    }
}
