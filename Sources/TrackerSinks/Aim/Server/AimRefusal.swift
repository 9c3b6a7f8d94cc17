import FileStorage
import RegistryCore

/// What failed at a server, as it says it.
struct AimRefusal: Error {
    /// The server, for messages.
    let place: String
    /// The status of HTTP.
    let status: Int
    /// The error's class in Python, with its module: `builtins.ValueError`. Empty when the server does not say it.
    let type: String
    /// The server's sentence, without anything secret.
    let sentence: String

    /// Reads an answer.
    init(place: String, status: Int, answer: Document, secrets: [String]) {
        self.place = place
        self.status = status
        let exception = answer["exception"]?.documentValue
        let name = exception?["class_name"]?.stringValue ?? ""
        type = name.isEmpty ? "" : ShownText.of("\(exception?["module_name"]?.stringValue ?? "").\(name)", atMost: 100)
        var text = exception?["message"]?.stringValue ?? answer["message"]?.stringValue ?? ""
        for secret in secrets where !secret.isEmpty { text = text.replacing(secret, with: "…") }
        sentence = ShownText.of(String(text.split(separator: "\n").first ?? ""), atMost: 400)
    }

    /// Whether the server does not know the client's objects any more: it began anew, or heard nothing for five minutes. Objects whose
    /// database broke under them are made anew in the same way.
    var isLoss: Bool { type.hasSuffix(".UnauthorizedRequestError") || type.hasPrefix("aimrocks.") }

    /// Whether it is what was sent that Python does not take. Everything else, as a disk that is full or a database that is locked, may pass.
    var isOfValues: Bool {
        [
            "AttributeError", "TypeError", "ValueError", "KeyError", "IndexError", "AssertionError",
            "NotImplementedError", "OverflowError", "UnicodeDecodeError", "UnicodeEncodeError",
        ].contains { type == "builtins.\($0)" }
    }

    /// For whoever logs.
    ///
    /// - Parameter subject: What was refused: `the metric loss`.
    func error(about subject: String) -> RegistryError {
        RegistryError(
            .invalidArgument,
            "The Aim server \(place) does not take \(subject): \(type) \(sentence) (tested with Aim \(AimSink.testedVersion))",
            underlying: self)
    }

    /// For whoever comes again.
    var passing: RegistryError {
        RegistryError(.unavailable, "The Aim server \(place) failed: \(type) \(sentence)", underlying: self)
    }
}
