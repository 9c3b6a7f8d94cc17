/// Errors of encoders and decoders, in sentences that say where in a value the fault is.
package enum CodingFault {
    /// The error in words; `nil` for one that is none of a coder's.
    package static func text(of error: any Error) -> String? {
        switch error {
        case let error as EncodingError: text(of: error)
        case let error as DecodingError: text(of: error)
        default: nil
        }
    }

    private static func text(of error: EncodingError) -> String? {
        guard case .invalidValue(let value, let context) = error else { return nil }
        // Numbers are short, and everything else may be anything.
        let isNumber = value is any BinaryFloatingPoint
        let what =
            isNumber ? "is \(value), which JSON has no word for" : "cannot be encoded (\(context.debugDescription))"
        return "\(place(context.codingPath)) \(what)."
    }

    private static func text(of error: DecodingError) -> String? {
        switch error {
        case .keyNotFound(let key, let context):
            "\(place(context.codingPath)) has no \(GivenName.shown(key.stringValue))."
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            "\(place(context.codingPath)) is no \(type)."
        case .dataCorrupted(let context): "\(place(context.codingPath)) cannot be read (\(context.debugDescription))."
        @unknown default: nil
        }
    }

    /// Where a value lies in another, as `"layers[3].weight"`.
    private static func place(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "the value" }
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        return "the value at \(GivenName.shown(text))"
    }
}
