/// Names that can be told apart.
enum DistinctNames {
    /// The same names, where one that came before has a number after it: `loss`, `loss (2)`.
    static func numbered(_ names: [String]) -> [String] {
        // What is written so already keeps its name, wherever it stands.
        let given = Set(names)
        var taken: Set<String> = []
        var counts: [String: Int] = [:]
        var distinct: [String] = []
        for name in names {
            var text = name
            while taken.contains(text) || (text != name && given.contains(text)) {
                let count = counts[name, default: 1] + 1
                counts[name] = count
                text = "\(name) (\(count))"
            }
            taken.insert(text)
            distinct.append(text)
        }
        return distinct
    }
}
