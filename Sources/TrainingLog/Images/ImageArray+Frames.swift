public import RegistryCore

extension ImageArray {
    /// The images of an array whose first dimension counts them: frames of a video, a batch.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that says what is wrong with the shape.
    public static func frames(
        _ bytes: [UInt8], shape: [Int], layout: Layout = .automatic
    ) throws(RegistryError) -> [ImageArray] {
        try split(bytes, shape) { (frame, shape) throws(RegistryError) in
            try ImageArray(frame, shape: shape, layout: layout)
        }
    }

    /// The images of an array of numbers from 0 to 1 whose first dimension counts them.
    ///
    /// - Throws: ``RegistryError`` with `invalidArgument` that says what is wrong with the shape or the numbers.
    public static func frames(
        _ numbers: [Float], shape: [Int], layout: Layout = .automatic
    ) throws(RegistryError) -> [ImageArray] {
        try split(numbers, shape) { (frame, shape) throws(RegistryError) in
            try ImageArray(frame, shape: shape, layout: layout)
        }
    }

    private static func split<Number>(
        _ numbers: [Number], _ shape: [Int], _ image: ([Number], [Int]) throws(RegistryError) -> ImageArray
    ) throws(RegistryError) -> [ImageArray] {
        guard [3, 4].contains(shape.count), let count = shape.first, count > 0, !numbers.isEmpty,
            numbers.count.isMultiple(of: count)
        else {
            throw RegistryError(
                .invalidArgument,
                "Frames of shape \(shape) cannot be logged: it has 3 (frames, rows, columns) or 4 dimensions (with channels), and as "
                    + "many numbers as it says.")
        }
        let size = numbers.count / count
        var images: [ImageArray] = []
        for start in stride(from: 0, to: numbers.count, by: size) {
            images.append(try image(Array(numbers[start..<start + size]), Array(shape.dropFirst())))
        }
        return images
    }
}
