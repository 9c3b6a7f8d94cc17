/// Values as the bytes that Aim's server takes: for every leaf and every list its path and its value.
struct AimTreeWriter {
    private(set) var bytes: [UInt8] = []
    private var path: [UInt8] = []

    /// A value's bytes.
    static func bytes(_ value: AimValue) -> [UInt8] {
        var writer = AimTreeWriter()
        writer.write(value)
        return writer.bytes
    }

    private mutating func write(_ value: AimValue) {
        switch value {
        case .none: entry(0)
        case .bool(let flag): entry(1, [flag ? 1 : 0])
        case .int(let number): withUnsafeBytes(of: number.littleEndian) { entry(2, $0) }
        case .double(let number): withUnsafeBytes(of: number.bitPattern.littleEndian) { entry(3, $0) }
        case .text(let text): entry(4, text.utf8)
        case .bytes(let content): entry(5, content)
        case .blob(.text(let text)): entry(4, text.utf8, isBlob: true)
        case .blob(.bytes(let content)): entry(5, content, isBlob: true)
        case .blob(let value): write(value)
        case .list(let elements):
            entry(6)
            for (index, element) in elements.enumerated() { write(AimField(.number(Int64(index)), element)) }
        case .fields(let fields):
            // Aim knows others by what lies below them.
            if fields.isEmpty { entry(7) }
            for field in fields { write(field) }
        case .object(let name, let fields):
            entry(15, name.utf8)
            for field in fields { write(field) }
        }
    }

    private mutating func write(_ field: AimField) {
        let count = path.count
        path += AimKey.bytes([field.key])
        write(field.value)
        path.removeLast(path.count - count)
    }

    private mutating func entry(_ kind: UInt8, _ content: some Collection<UInt8> = [], isBlob: Bool = false) {
        number(path.count)
        bytes += path
        bytes.append(isBlob ? 1 : 0)
        number(content.count + 1)
        bytes.append(kind)
        bytes += content
    }

    /// What is logged is far shorter than four gigabytes.
    private mutating func number(_ count: Int) {
        withUnsafeBytes(of: UInt32(clamping: count).littleEndian) { bytes += $0 }
    }
}
