/// A module of the pages, taken apart: what it imports, what it gives, and what is left of its text.
///
/// The pages' own modules have one form, which this reads line by line: `import { a, b as c } from "./name.js";`, and `export` in
/// front of a declaration that begins its line. Anything else is refused, as it would be lost.
struct PageModule {
    /// The module's name below the folder of the files for browsers, such as `plot/page.js`.
    let name: String
    /// What is taken from which module, by the names it has there and here, in the order of the lines.
    private(set) var imports: [(module: String, names: [(there: Substring, here: Substring)])] = []
    /// The names that others may take.
    private(set) var exports: [Substring] = []
    /// The lines without imports and without `export`.
    private(set) var lines: [Substring] = []

    /// A line that cannot be read.
    struct Fault: Error, CustomStringConvertible {
        let module: String
        let line: Substring

        var description: String { "\(module) has a line of a form that modules of the pages do not have: \(line)" }
    }

    /// - Throws: ``Fault`` for a line that imports or exports in another form.
    init(name: String, text: String) throws(Fault) {
        self.name = name
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("import ") {
                guard let taken = Self.taken(by: line, in: name) else { throw Fault(module: name, line: line) }
                imports.append(taken)
            } else if line.hasPrefix("export ") {
                let declaration = line.dropFirst("export ".count)
                guard let names = Self.declared(by: declaration) else { throw Fault(module: name, line: line) }
                exports += names
                lines.append(declaration)
            } else {
                lines.append(line)
            }
        }
    }

    /// `import { a, b as c } from "./name.js";`
    private static func taken(
        by line: Substring, in name: String
    ) -> (module: String, names: [(there: Substring, here: Substring)])? {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].hasPrefix("."), parts[0].hasPrefix("import {"), parts[0].hasSuffix("} from ")
        else { return nil }
        let list = parts[0].dropFirst("import {".count).dropLast("} from ".count)
        let names = list.split(separator: ",").map { name -> (Substring, Substring) in
            let words = name.split(separator: " ")
            return (words.first ?? "", words.last ?? "")
        }
        return (resolved(parts[1], beside: name), names)
    }

    /// The names of `function a(…`, `async function a(…`, `class A …`, `const a = …` and `const [a, b] = …`.
    private static func declared(by declaration: Substring) -> [Substring]? {
        let isName = { (character: Character) in
            character.isLetter || character.isNumber || character == "_" || character == "$"
        }
        for start in ["function ", "async function ", "class ", "const "] where declaration.hasPrefix(start) {
            let rest = declaration.dropFirst(start.count)
            if start == "const ", rest.hasPrefix("[") {
                return rest.dropFirst().prefix { $0 != "]" }.split { $0 == "," || $0 == " " }
            }
            let name = rest.prefix(while: isName)
            return name.isEmpty ? nil : [name]
        }
        return nil
    }

    /// The name that `./scale.js` or `../plot/scale.js` means in a module.
    private static func resolved(_ path: Substring, beside name: String) -> String {
        var folders = name.split(separator: "/").dropLast()
        for part in path.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = folders.popLast()
            default: folders.append(part)
            }
        }
        return folders.joined(separator: "/")
    }
}
