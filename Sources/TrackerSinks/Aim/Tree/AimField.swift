/// A named value in a tree.
struct AimField: Hashable, Sendable {
    let key: AimKey
    let value: AimValue

    init(_ key: AimKey, _ value: AimValue) {
        self.key = key
        self.value = value
    }
}
