/// A value in a `.wandb` file. Most are JSON as Python writes it, where `NaN` and `Infinity` stand bare.
package enum WandBValue: Hashable, Sendable {
    /// JSON text.
    case json([UInt8])
    /// Nothing, as newer clients write it.
    case none
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case int(Int64)
    /// A number.
    case double(Double)
    /// A text.
    case text(String)
}

/// A value and where it stands.
package struct WandBItem: Hashable, Sendable {
    /// The names from the outside in; one for a value that is in no other.
    package var path: [String]
    /// The value.
    package var value: WandBValue

    /// An item.
    package init(path: [String], value: WandBValue) {
        self.path = path
        self.value = value
    }

    /// The names with dots between them.
    package var name: String { path.count == 1 ? path[0] : path.joined(separator: ".") }
}
