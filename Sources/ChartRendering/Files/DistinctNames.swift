/// Names that can be told apart.
enum DistinctNames {
    /// The same names, where one that came before has a number after it: `loss`, `loss (2)`.
    static func numbered(_ names: [String]) -> [String] {
        // What is written so already keeps its name, wherever it stands.
        let given = Set(names)
        var taken: Set<String> = []
        var counts: [String: Int] = [:]
        return names.map { name in
            guard !taken.insert(name).inserted else { return name }
            var count = counts[name] ?? 1
            var numbered: String
            repeat {
                count += 1
                numbered = "\(name) (\(count))"
            } while given.contains(numbered) || !taken.insert(numbered).inserted
            counts[name] = count
            return numbered
        }
    }
}
