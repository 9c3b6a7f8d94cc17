import Foundation
import RegistryTestKit
import Testing

@testable import Vocabularies

/// What a person sees at a terminal: a real pseudo-terminal of the system's.
struct LavdTerminalTests {
    private let bench: LavdBench

    init() throws { bench = try LavdBench() }

    private func logger(_ terminal: PseudoTerminal) throws -> LavdLogger {
        try bench.logger(console: LavdConsole(output: terminal.program, error: terminal.program))
    }

    @Test func `A bar moves, what is printed stands above it, and it stays when it is full`() async throws {
        let terminal = try PseudoTerminal(columns: 70)
        let logger = try logger(terminal)
        var seen = ""
        for element in logger.progressBar("Train", 0..<3) {
            logger.println("element \(element)")
            seen += terminal.written()
            let screen = PseudoTerminal.screen(seen)
            #expect(screen.last?.hasPrefix("Train: ") == true)
            #expect(screen.last?.contains("\(element)/3") == true)
            #expect(screen.dropLast() == (0...element).map { "element \($0)" }[...])
        }
        seen += terminal.written()
        try await logger.close()
        let screen = PseudoTerminal.screen(seen)
        #expect(screen.count == 5)
        #expect(screen[3].hasPrefix("Train: 100%|█"))
        #expect(screen[3].contains("| 3/3 [00:0"))
        #expect(screen[4] == "")
        #expect(screen.allSatisfy { $0.count < 70 })
    }

    @Test func `Two bars and a spinner stand below each other, and the others stay when one is over`() async throws {
        let terminal = try PseudoTerminal(columns: 70)
        let logger = try logger(terminal)
        let spinner = logger.spinner("Load\u{1B}[2J")
        spinner.start()
        let outer = logger.progressBar("Epochs", total: 2)
        let inner = logger.progressBar("Batches", total: 4)
        var seen = terminal.written()
        var screen = PseudoTerminal.screen(seen)
        #expect(screen.count == 3)
        #expect(screen[0].hasSuffix("Load [2J"))
        #expect(screen[1].hasPrefix("Epochs:   0%|"))
        #expect(screen[2].hasPrefix("Batches:   0%|"))
        inner.update(4)
        inner.finish()
        outer.update()
        spinner.stop()
        logger.eprintln("said")
        seen += terminal.written()
        screen = PseudoTerminal.screen(seen)
        #expect(screen[0].hasPrefix("Batches: 100%|"))
        #expect(screen[1] == "said")
        #expect(screen[2].hasPrefix("Epochs:  50%|"))
        #expect(screen.dropFirst(3).allSatisfy { $0.isEmpty })
        outer.finish()
        try await logger.close()
    }

    @Test func `A bar has its description before it, and its name in the log`() async throws {
        let terminal = try PseudoTerminal(columns: 70)
        let logger = try logger(terminal)
        logger.setPrefix("[1]")
        logger.progressBar("loop", total: 2, description: "Batches") { $0.update(2) }
        for _ in logger.progressBar("Train", [1, 2], description: "Epoch 1") {}
        logger.progressBar("Manual").finish()
        try await logger.close()
        let screen = PseudoTerminal.screen(terminal.written())
        #expect(screen.first?.hasPrefix("Batches: 100%|") == true)
        #expect(screen.dropFirst().first?.hasPrefix("Epoch 1: 100%|") == true)
        #expect(screen.dropFirst(2).first?.hasPrefix("[1] Manual: 0 ") == true, "\(screen)")
        #expect(
            try bench.events().filter { $0.hasPrefix("PROGRESS_START") } == [
                "PROGRESS_START\t[1] loop", "PROGRESS_START\t[1] Train", "PROGRESS_START\t[1] Manual",
            ])
    }

    @Test func `A spinner turns by itself and leaves nothing`() async throws {
        let terminal = try PseudoTerminal(columns: 40)
        let logger = try logger(terminal)
        var seen = ""
        try await logger.spinner("Loading") {
            // Until it has turned: the machine may be busy.
            for _ in 0..<200 where Set(seen.filter { "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".contains($0) }).count < 3 {
                try await Task.sleep(for: .milliseconds(20))
                seen += terminal.written()
            }
        }
        seen += terminal.written()
        try await logger.close()
        #expect(Set(seen.filter { "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".contains($0) }).count >= 3)
        #expect(PseudoTerminal.screen(seen) == [""])
    }
}
