/// Whether a client takes gzip, by its fields `Accept-Encoding` (RFC 9110, section 12.5.3).
struct AcceptedEncodings {
    let takesGzip: Bool

    init(_ fields: [String]) {
        var weights: [String: Double] = [:]
        for part in fields.lazy.flatMap({ $0.split(separator: ",") }).prefix(20) {
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let name = pieces.first else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            // A weight that is none is not guessed at.
            let isMalformed = weight == nil && pieces.count > 1
            weights[name] = isMalformed ? 0 : weight ?? 1
        }
        takesGzip = (weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0) > 0
    }
}
