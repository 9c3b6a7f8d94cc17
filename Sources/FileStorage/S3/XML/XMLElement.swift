/// An element of a server's XML: its name without prefix, its text, and what is in it.
struct XMLElement: Hashable, Sendable {
    let name: String
    var text = ""
    var children: [XMLElement] = []

    /// The first child of a name.
    subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The text of the first child of a name.
    func text(_ name: String) -> String? { self[name]?.text }

    /// All children of a name.
    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}
