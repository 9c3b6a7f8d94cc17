import Foundation

/// Images of handwritten digits, 8×8 pixels each, with what they show. The file says where they are from.
struct Digits {
    static let pixelCount = 64
    static let classCount = 10

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    /// One image a row, pixels from 0 to 1.
    let images: Matrix
    let labels: [Int]

    var count: Int { labels.count }

    /// The images that come with the example.
    static func bundled() throws -> Digits {
        guard let file = Bundle.module.url(forResource: "digits", withExtension: "csv")
        else { throw Malformed(description: "digits.csv is missing beside the program; build the example again") }
        return try Digits(csv: String(contentsOf: file, encoding: .utf8))
    }

    /// Reads lines of 64 pixels (0 to 16) and a digit; a line that begins with `#` is a remark.
    init(csv: String) throws {
        var pixels: [[Float]] = []
        var labels: [Int] = []
        for (number, line) in csv.split(whereSeparator: \.isNewline).enumerated() where !line.hasPrefix("#") {
            let values = line.split(separator: ",").compactMap { Int($0) }
            guard values.count == Self.pixelCount + 1, let label = values.last, 0..<Self.classCount ~= label,
                values.dropLast().allSatisfy({ 0...16 ~= $0 })
            else { throw Malformed(description: "digits.csv, line \(number + 1): not 64 pixels and a digit") }
            pixels.append(values.dropLast().map { Float($0) / 16 })
            labels.append(label)
        }
        images = Matrix(rows: pixels.count, columns: Self.pixelCount) { pixels[$0][$1] }
        self.labels = labels
    }

    private init(images: Matrix, labels: [Int]) {
        self.images = images
        self.labels = labels
    }

    /// The chosen images, in that order.
    func selecting(_ chosen: ArraySlice<Int>) -> Digits {
        Digits(images: images.selecting(chosen), labels: chosen.map { labels[$0] })
    }

    /// Two parts, the first with `fraction` of the images, drawn at random.
    func split(fraction: Double, using generator: inout SeededGenerator) -> (Digits, Digits) {
        let order = (0..<count).shuffled(using: &generator)
        let boundary = Int((Double(count) * fraction).rounded())
        return (selecting(order[..<boundary]), selecting(order[boundary...]))
    }

    /// All images in random order, `size` at a time; the last batch may be smaller.
    func batches(of size: Int, using generator: inout SeededGenerator) -> [Digits] {
        let order = (0..<count).shuffled(using: &generator)
        return stride(from: 0, to: count, by: size).map { selecting(order[$0..<min($0 + size, count)]) }
    }
}
