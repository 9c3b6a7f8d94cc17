/// The name that somebody probably meant who wrote another one.
package enum NearestName {
    /// The nearest of some names; `nil` when none is near.
    ///
    /// - Parameter limit: How many characters may be other ones, too many or missing. Default: two, or a third of the name.
    package static func of(_ text: String, among names: [String], within limit: Int? = nil) -> String? {
        guard text.count <= 100 else { return nil }
        let near = names.map { (name: $0, distance: distance(text, $0)) }.min { $0.distance < $1.distance }
        return near.flatMap { $0.distance <= limit ?? max(2, $0.name.count / 3) ? $0.name : nil }
    }

    /// How many characters have to be added, left out or replaced to make one text the other.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var next = [index + 1]
            for (place, other) in right.enumerated() {
                next.append(min(row[place] + (character == other ? 0 : 1), row[place + 1] + 1, next[place] + 1))
            }
            row = next
        }
        return row.last ?? 0
    }
}
