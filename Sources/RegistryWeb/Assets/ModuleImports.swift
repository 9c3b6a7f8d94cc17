import NIOCore

/// Which modules a module of the pages needs, as its `import … from "./name.js"` lines say.
enum ModuleImports {
    /// A module and all that it needs, directly or through others, each once; those that are not there are left out.
    ///
    /// - Parameters:
    ///   - name: The module's name below the folder of the files for browsers, such as `plot/page.js`.
    ///   - content: What stands in a module of that name.
    static func all(of name: String, content: (String) -> ByteBuffer?) -> [String] {
        var found: [String] = []
        var waiting = [name]
        var known: Set<String> = [name]
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            guard let text = content(next) else { continue }
            found.append(next)
            for needed in imports(in: String(buffer: text), of: next) where known.insert(needed).inserted {
                waiting.append(needed)
            }
        }
        return found
    }

    private static func imports(in text: String, of name: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("import ") || line.hasPrefix("} from ") || line.hasPrefix("export ") else {
                return nil
            }
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].hasSuffix("from ") || parts[0] == "import ", parts[1].hasPrefix(".") else {
                return nil
            }
            return resolved(parts[1], beside: name)
        }
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
