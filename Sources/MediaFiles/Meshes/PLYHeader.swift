/// What a PLY file says it holds, and where that begins.
struct PLYHeader {
    /// One number of an element, or a list of them.
    struct Property {
        let name: String
        let type: PLYType
        /// Of what type the length of a list is; `nil` for a single number.
        let countType: PLYType?
    }

    /// A kind of thing.
    struct Element {
        let name: String
        let count: Int
        var properties: [Property] = []
    }

    /// No header that means something has more bytes, and none has more elements or properties.
    private static let (longest, mostParts) = (1 << 16, 256)

    let format: PLYFormat
    private(set) var elements: [Element] = []
    /// Where the data begin.
    let offset: Int
    /// The line in which they begin.
    let line: Int

    init(_ bytes: [UInt8]) throws(MediaError) {
        guard bytes.starts(with: "ply".utf8) else {
            throw MediaError(.corruptData, at: .byte(0), "this is not a PLY file")
        }
        var scanner = TextScanner(Array(bytes.prefix(Self.longest)))
        var declared: PLYFormat?
        while scanner.nextLine() {
            let line = scanner.line
            guard let keyword = scanner.wordInLine() else { continue }
            switch String(decoding: keyword, as: UTF8.self) {
            case "format":
                let name = scanner.wordInLine() ?? []
                declared = PLYFormat.allCases.first { name.elementsEqual($0.name.utf8) }
                guard declared != nil, scanner.wordInLine()?.elementsEqual("1.0".utf8) == true else {
                    throw MediaError(
                        .unsupported, at: .line(line), "a PLY file of the format \(NumberText.shown(name)) is not read")
                }
            case "element": try PLYHeader.addElement(&scanner, to: &elements)
            case "property": try PLYHeader.addProperty(&scanner, to: &elements)
            case "end_header":
                guard let declared else {
                    throw MediaError(.corruptData, at: .line(line), "the PLY file does not say its format")
                }
                guard scanner.nextLine() else {
                    throw MediaError(.corruptData, at: .line(line), "the PLY file ends with its header")
                }
                (self.format, offset, self.line) = (declared, scanner.offset, scanner.line)
                return
            // Remarks, and what later versions may say.
            default: break
            }
        }
        throw MediaError(
            .corruptData, at: .line(scanner.line),
            "the header of the PLY file has no end in its first \(Self.longest) bytes")
    }

    private static func addElement(_ scanner: inout TextScanner, to elements: inout [Element]) throws(MediaError) {
        guard let name = scanner.wordInLine(), let word = scanner.wordInLine(), let count = NumberText.whole(word),
            count >= 0, elements.count < mostParts
        else {
            throw MediaError(
                .corruptData, at: .line(scanner.line), "an element of the PLY file has no name or no count")
        }
        elements.append(Element(name: String(decoding: name, as: UTF8.self), count: count))
    }

    private static func addProperty(_ scanner: inout TextScanner, to elements: inout [Element]) throws(MediaError) {
        let line = scanner.line
        let first = scanner.wordInLine() ?? []
        let isList = first.elementsEqual("list".utf8)
        let countType = isList ? PLYType(scanner.wordInLine() ?? []) : nil
        guard let type = isList ? PLYType(scanner.wordInLine() ?? []) : PLYType(first), let name = scanner.wordInLine(),
            !isList || countType?.isWhole == true, let last = elements.indices.last,
            elements[last].properties.count < mostParts
        else { throw MediaError(.corruptData, at: .line(line), "a property of the PLY file has no type or no name") }
        elements[last].properties.append(
            Property(name: String(decoding: name, as: UTF8.self), type: type, countType: countType))
    }
}
