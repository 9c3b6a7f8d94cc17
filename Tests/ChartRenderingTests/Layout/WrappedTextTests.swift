import RasterGraphics
import RegistryTestKit
import Testing

@testable import ChartRendering

@Suite struct WrappedTextTests {
    private let font = Font(size: 10.5)

    private func lines(_ text: String, _ width: Double, _ count: Int = 2) -> [String] {
        WrappedText.lines(text, font: font, width: width, atMost: count).map(\.text)
    }

    @Test func `a short text is one line, none is none`() {
        #expect(lines("tag", 104) == ["tag"])
        #expect(lines("tag…", 104) == ["tag…"])
        #expect(lines("", 104) == [])
    }

    @Test func `a tag is broken at its joints and keeps its end`() {
        #expect(lines("Autoencoder_a1b2c_image", 104) == ["Autoencoder_", "a1b2c_image"])
    }

    @Test func `a text without joints is broken anywhere and cut at the end`() {
        let text = String(repeating: "x", count: 300)
        let broken = lines(text, 60)
        #expect(broken.count == 2)
        #expect(broken.last?.hasSuffix("…") == true)
        #expect(broken.first?.allSatisfy { $0 == "x" } == true)
    }

    @Test func `every line fits, whatever the text and the width`() {
        var generator = SeededGenerator(seed: 31)
        let alphabet = Array("abW_-/. …漢")
        for _ in 0..<500 {
            let text = String(
                (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                    alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                })
            let width = Double.random(in: 0...200, using: &generator)
            let layouts = WrappedText.lines(text, font: font, width: width, atMost: 3)
            #expect(layouts.count <= 3)
            #expect(layouts.allSatisfy { $0.width <= width }, "'\(text)' in \(width)")
        }
    }
}
