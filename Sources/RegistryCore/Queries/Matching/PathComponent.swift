/// One name of a path, ready to be looked up.
struct PathComponent: Hashable, Sendable {
    let name: String
    let utf8: [UInt8]

    /// The position in a list that the name stands for: digits without a needless zero in front.
    let index: Int?

    init(_ name: String) {
        self.name = name
        utf8 = Array(name.utf8)
        let index = Int(name)
        self.index = index.flatMap { $0 >= 0 && String($0) == name ? $0 : nil }
    }
}
