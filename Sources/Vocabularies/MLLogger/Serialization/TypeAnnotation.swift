/// The keys and names of ml-logger's annotated values.
///
/// `{"$t": TYPE, "$v": CONTENT}`; an array has its element's type in `$t` and its shape in `$s`. What the document leaves
/// open is decided here: `$v`, the names of types, and base64 for bytes.
enum TypeAnnotation {
    static let type = "$t"
    static let shape = "$s"
    static let content = "$v"

    static let date = "datetime"
    static let path = "path"
    static let bytes = "bytes"
    static let tuple = "tuple"
    static let set = "set"
    /// A number that JSON cannot say: `NaN`, `Infinity`, `-Infinity`.
    static let float = "float"
    /// A dictionary with a key that begins with `$`, as pairs.
    static let dictionary = "dict"

    /// Values are in others at most so deep. Every level has at most three of JSON's, of which readers take a hundred.
    static let deepest = 32
}
