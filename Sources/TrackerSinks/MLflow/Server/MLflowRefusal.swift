import FileStorage
import RegistryCore

/// A server's answer that trying again would only repeat.
struct MLflowRefusal: Error {
    /// The server, for messages.
    let place: String
    /// The status of HTTP.
    let status: Int
    /// MLflow's word: `INVALID_PARAMETER_VALUE`.
    let code: String
    /// The server's sentence, without anything secret.
    let sentence: String

    /// Reads an answer.
    init(place: String, status: Int, answer: Document, secrets: [String]) {
        self.place = place
        self.status = status
        code = (answer["error_code"]?.stringValue ?? "").filter { $0.isASCII && ($0.isLetter || $0 == "_") }
        var text = answer["message"]?.stringValue ?? ""
        for secret in secrets where !secret.isEmpty { text = text.replacing(secret, with: "…") }
        // Behind the first paragraph MLflow explains Python.
        let first = text.split(separator: "\n", omittingEmptySubsequences: true).first ?? ""
        sentence = ShownText.of(String(first), atMost: 400)
    }

    /// Whether there is no such thing.
    var isMissing: Bool { code == "RESOURCE_DOES_NOT_EXIST" }

    /// Whether there is one already.
    var isTaken: Bool { code == "RESOURCE_ALREADY_EXISTS" }

    /// Whether it is the run that is refused: people deleted it. Whatever comes for it will be.
    var isOfRun: Bool { isMissing || sentence.contains("must be in the 'active' state") }

    /// For whoever logs.
    ///
    /// - Parameter subject: What was refused: `the parameter lr`.
    func error(about subject: String) -> RegistryError {
        let detail = sentence.isEmpty ? "status \(status) \(code)" : sentence
        return RegistryError(
            .invalidArgument, "The MLflow server \(place) does not take \(subject): \(detail)", underlying: self)
    }
}
