/// One of the tensors that make a mesh: a file holds each under a tag of its own.
public struct MeshPart: Hashable, Sendable {
    /// What the numbers are. Each has three numbers a row.
    public enum Numbers: Hashable, Sendable {
        /// x, y, z of each vertex.
        case vertices([Float])
        /// Three indices of vertices for each face.
        case faces([Int32])
        /// Red, green, blue of each vertex, 0 to 255.
        case colors([UInt8])
    }

    /// The mesh that it belongs to.
    public let name: String
    /// The numbers, row after row, of all meshes of the batch.
    public let numbers: Numbers
    /// Meshes, rows in each, and 3. From a file it may be anything.
    public let shape: [Int64]
    /// The scene's configuration as JSON; may be empty.
    public let configuration: String

    init(name: String, numbers: Numbers, shape: [Int64], configuration: String) {
        self.name = name
        self.numbers = numbers
        self.shape = shape
        self.configuration = configuration
    }

    /// The number TensorBoard has for what the numbers are.
    var contentType: Int64 {
        switch numbers {
        case .vertices: 1
        case .faces: 2
        case .colors: 3
        }
    }

    var tagEnding: String {
        switch numbers {
        case .vertices: "VERTEX"
        case .faces: "FACE"
        case .colors: "COLOR"
        }
    }

    var tensor: Tensor {
        switch numbers {
        case .vertices(let numbers): Tensor(floats: numbers, shape: shape)
        case .faces(let numbers): Tensor(int32s: numbers, shape: shape)
        case .colors(let numbers): Tensor(elementType: .uint8, shape: shape, content: numbers)
        }
    }

    func pluginContent(components: Int64) -> [UInt8] {
        var content = ProtobufWriter()
        content.string(2, name)
        content.integer(3, contentType)
        if !configuration.isEmpty { content.string(5, configuration) }
        for size in shape { content.integer(6, size) }
        content.integer(7, components)
        return content.bytes
    }

    /// From a tensor and what its metadata says about it. `nil` when it is no part of a mesh.
    init?(
        _ tensor: Tensor, content: [UInt8], _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) {
        var reader = ProtobufReader(content, in: 0..<content.count)
        var (name, type, configuration) = ("", UInt64(0), "")
        while let field = try reader.next() {
            switch (field.number, field.payload) {
            case (2, .bytes(let range)): name = try reader.text(range)
            case (3, .varint(let bits)): type = bits
            case (5, .bytes(let range)): configuration = try reader.text(range)
            default: break
            }
        }
        guard let numbers = try Self.numbers(of: tensor, type: type, &budget) else { return nil }
        self.init(name: name, numbers: numbers, shape: tensor.shape, configuration: configuration)
    }

    private static func numbers(
        of tensor: Tensor, type: UInt64, _ budget: inout DecodingBudget
    ) throws(ProtobufReader.Malformed) -> Numbers? {
        // Packed numbers cost no more in memory than in the file; a large mesh does not strain the budget.
        if !tensor.content.isEmpty {
            guard let width = tensor.elementType.byteCount, let count = tensor.declaredCount,
                tensor.content.count.isMultiple(of: width), tensor.content.count / width == count
            else { return nil }
            switch (type, tensor.elementType) {
            case (1, .float): return .vertices(tensor.floatContent)
            case (2, .int32): return .faces(tensor.int32Content)
            case (3, .uint8): return .colors(tensor.content)
            default: break
            }
        }
        guard let numbers = try tensor.elements(&budget) else { return nil }
        switch type {
        case 1: return .vertices(numbers.map { Float($0) })
        case 2: return .faces(numbers.map { Int32(clampingNumber: $0) })
        case 3: return .colors(numbers.map { UInt8(clampingNumber: $0) })
        default: return nil
        }
    }
}

extension FixedWidthInteger {
    /// The whole number towards zero; what is out of range becomes the nearest number in range, NaN zero.
    fileprivate init(clampingNumber number: Double) {
        if number.isNaN {
            self = 0
        } else {
            self = Self(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
        }
    }
}
