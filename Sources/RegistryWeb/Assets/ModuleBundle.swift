import NIOCore

/// A module of the pages and all that it needs, put together as one: a browser asks once, where it would ask ninety times and wait for
/// each before it knows the next.
///
/// Every module becomes a function that is called once, in an order in which what one needs stands before it, and gives what it
/// exports. That is what the modules mean by themselves, as long as none of them changes an exported name, or needs itself.
struct ModuleBundle {
    /// The text.
    let text: String

    /// - Parameters:
    ///   - name: The module's name below the folder of the files for browsers.
    ///   - content: What stands in a module of that name; `nil` where there is none.
    /// - Throws: ``Fault``.
    init(of name: String, content: @escaping (String) -> ByteBuffer?) throws(Fault) {
        var order = Order(content: content)
        try order.add(name)
        let places = Dictionary(uniqueKeysWithValues: order.modules.enumerated().map { ($1.name, $0) })
        text = order.modules.enumerated().map { place, module in
            let taken = module.imports.map { needed, names in
                let list = names.map { $0.there == $0.here ? "\($0.here)" : "\($0.there): \($0.here)" }
                return "const { \(list.joined(separator: ", ")) } = $modules[\(places[needed] ?? 0)];"
            }
            // What is beside a module is looked for beside it, wherever its text came to stand.
            let body = module.lines.joined(separator: "\n")
                .replacing("import.meta.url", with: "new URL(\"\(module.name)\", import.meta.url)")
            return """
                // \(module.name)
                $modules[\(place)] = (() => {
                \((taken + [body]).joined(separator: "\n"))
                return { \(module.exports.joined(separator: ", ")) };
                })();

                """
        }.reduce("const $modules = [];\n", +)
    }

    /// Why modules cannot be put together.
    enum Fault: Error, CustomStringConvertible {
        /// A module that another one imports is not there.
        case missing(String, by: String)
        /// A name that another module imports is not exported, or in a declaration that is not read: it would be `undefined`.
        case name(String, of: String, by: String)
        /// A module that needs itself, through those it imports.
        case circle(String)
        /// A line that is not understood.
        case line(PageModule.Fault)

        var description: String {
            switch self {
            case .missing(let name, let needing): "\(needing) imports \(name), which is not there"
            case .name(let name, let module, let needing):
                "\(needing) imports \(name), which \(module) does not export by itself"
            case .circle(let name): "\(name) needs itself, through what it imports"
            case .line(let fault): fault.description
            }
        }
    }

    /// Modules, each behind those that it needs.
    private struct Order {
        let content: (String) -> ByteBuffer?
        private(set) var modules: [PageModule] = []
        private var done: Set<String> = []
        private var begun: Set<String> = []

        init(content: @escaping (String) -> ByteBuffer?) { self.content = content }

        mutating func add(_ name: String, needing: String = "the page") throws(Fault) {
            guard !done.contains(name) else { return }
            guard begun.insert(name).inserted else { throw .circle(name) }
            guard let bytes = content(name) else { throw .missing(name, by: needing) }
            let module: PageModule
            do {
                module = try PageModule(name: name, text: String(buffer: bytes))
            } catch {
                throw .line(error)
            }
            for (needed, names) in module.imports {
                try add(needed, needing: name)
                let exports = modules.first { $0.name == needed }?.exports ?? []
                if let lacking = names.first(where: { !exports.contains($0.there) }) {
                    throw .name(String(lacking.there), of: needed, by: name)
                }
            }
            done.insert(name)
            modules.append(module)
        }
    }
}
