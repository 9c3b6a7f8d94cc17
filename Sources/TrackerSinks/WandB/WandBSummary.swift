import TrackerFiles

/// The last value of every number.
struct WandBSummary {
    /// The most names that are kept.
    private static let most = 10_000

    private var values: [String: Double] = [:]

    /// Nothing yet.
    init() {}

    /// What a file that is gone on with holds; as much of it as can be read.
    init(ofFileAt path: String) {
        guard let reader = try? WandBFileReader(path) else { return }
        while let piece = try? reader.next() {
            guard case .record(.history(let items, _)) = piece else { continue }
            for item in items where item.path.count == 1 && !item.path[0].hasPrefix("_") {
                guard case .json(let text) = item.value, let number = Double(String(decoding: text, as: UTF8.self))
                else {
                    continue
                }
                note(item.path[0], number)
            }
        }
    }

    /// Takes a value.
    mutating func note(_ name: String, _ value: Double) {
        if values.count < Self.most || values[name] != nil { values[name] = value }
    }

    /// The values as they are written.
    var items: [WandBItem] {
        values.sorted { $0.key < $1.key }.map { WandBItem(path: [$0.key], value: .double($0.value)) }
    }
}
