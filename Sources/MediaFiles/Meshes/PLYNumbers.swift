/// The numbers of a PLY file, one after the other.
struct PLYNumbers {
    private let bytes: [UInt8]
    private let format: PLYFormat
    /// Walks through text; stands before the next number.
    private var scanner: TextScanner
    /// The place in bytes of numbers.
    private var offset: Int

    init(_ bytes: [UInt8], after header: PLYHeader) {
        self.bytes = bytes
        format = header.format
        scanner = TextScanner(bytes, at: header.offset, line: header.line)
        scanner.skipBlanks()
        offset = header.offset
    }

    /// Where the next number is.
    var place: MediaError.Place { format == .ascii ? .line(scanner.line) : .byte(offset) }

    private var left: Int { bytes.count - (format == .ascii ? scanner.offset : offset) }

    /// The next number.
    mutating func next(_ type: PLYType) throws(MediaError) -> Double {
        guard format == .ascii else {
            guard left >= type.size else { throw MediaError(.corruptData, at: place, "the PLY file ends too early") }
            var bits: UInt64 = 0
            for index in 0..<type.size {
                let place = format == .binaryBigEndian ? index : type.size - 1 - index
                bits = bits << 8 | UInt64(bytes[offset + place])
            }
            offset += type.size
            return type.number(bits)
        }
        let place = place
        guard let word = scanner.wordInLine() else {
            throw MediaError(.corruptData, at: place, "the PLY file ends too early")
        }
        scanner.skipBlanks()
        guard let number = NumberText.number(word), !type.isWhole || number.rounded() == number else {
            throw MediaError(.corruptData, at: place, "\(NumberText.shown(word)) is no finite number of its type")
        }
        return number
    }

    /// How many numbers a list has; never more than the file has room for.
    mutating func count(_ countType: PLYType, of type: PLYType) throws(MediaError) -> Int {
        let place = place
        let number = try next(countType)
        guard let count = Int(exactly: number), count >= 0, count <= room(for: size(of: type)) else {
            throw MediaError(
                .corruptData, at: place, "a list of the PLY file has \(number) numbers, for which the file has no room")
        }
        return count
    }

    /// - Throws: `MediaError` with `corruptData` when there cannot be as many as the header says.
    func checkRoom(for element: PLYHeader.Element) throws(MediaError) {
        let size = element.properties.reduce(0) { $0 + self.size(of: $1.countType ?? $1.type) }
        guard size > 0, element.count > room(for: size) else { return }
        throw MediaError(
            .corruptData, at: place,
            "the header of the PLY file says there are \(element.count) of \(NumberText.shown(Array(element.name.utf8)[...])), for which the file has no room"
        )
    }

    /// The fewest bytes a number has: as text, a digit and what separates it from the next.
    private func size(of type: PLYType) -> Int { format == .ascii ? 2 : type.size }

    /// After the last number of a text nothing need stand.
    private func room(for size: Int) -> Int { (left + (format == .ascii ? 1 : 0)) / size }
}
