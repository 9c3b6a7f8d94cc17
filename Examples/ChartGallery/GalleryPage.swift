import Foundation

/// The page of the gallery as Markdown.
struct GalleryPage {
    /// The package's folder, whose sources have the snippets.
    let root: URL

    /// The whole page.
    func text() throws -> String {
        var parts = [
            """
            # Gallery

            Every kind of chart, with the lines of Swift that make it. `make gallery` writes this page and its pictures from \
            `Examples/ChartGallery`; the tests compare each pixel. The pictures have the built-in typeface, which is the same \
            on every machine; charts are drawn with an installed font otherwise, and what that font lacks (Chinese, Japanese and \
            Korean letters, emoji, signs) with the first installed one that has it of Noto Sans CJK, Droid Sans Fallback, \
            WenQuanYi, Noto Emoji, Noto Sans Symbols, FreeSans, Unifont and others that `Typeface.standard` lists; with none \
            of them it is a box. `theme` is `ChartTheme.light` or `.dark`; `Sample` is the program's made-up data.


            """
        ]
        parts.append(Gallery.plates.map { "- [\($0.title)](#\(anchor($0)))\n" }.joined())
        for plate in Gallery.plates { parts.append(try section(plate)) }
        return parts.joined()
    }

    private func section(_ plate: Plate) throws -> String {
        let source = try String(
            contentsOf: root.appending(path: "\(Gallery.platesPath)/\(plate.file)"), encoding: .utf8)
        let code = try Snippet.lines(named: plate.name, in: source).joined(separator: "\n")
        return """

            ## \(plate.title)

            \(plate.summary)

            ```swift
            \(code)
            ```

            \(try figure(plate))

            """
    }

    private func figure(_ plate: Plate) throws -> String {
        switch plate.drawing {
        case .text(let text): return "```text\n\(try text())```"
        case .picture:
            let (light, dark) = ("Gallery/\(plate.fileName(.light))", "Gallery/\(plate.fileName(.dark))")
            return """
                <picture>
                  <source media="(prefers-color-scheme: dark)" srcset="\(dark)">
                  <img alt="\(plate.title)" src="\(light)">
                </picture>
                """
        }
    }

    /// What GitHub makes of a heading: small letters and digits, with hyphens in place of spaces.
    private func anchor(_ plate: Plate) -> String {
        String(
            plate.title.lowercased().compactMap { character in
                character == " " ? "-" : character.isLetter || character.isNumber || character == "-" ? character : nil
            })
    }
}
