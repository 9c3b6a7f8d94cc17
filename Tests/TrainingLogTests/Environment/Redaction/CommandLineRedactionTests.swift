import Testing

@testable import TrainingLog

struct CommandLineRedactionTests {
    @Test(arguments: [
        (["train", "--password", "hunter2", "--lr", "0.1"], ["train", "--password", "[redacted]", "--lr", "0.1"]),
        (["--api-key=abc", "--epochs=3"], ["--api-key=[redacted]", "--epochs=3"]),
        (["--token", "-starts-with-dash", "x"], ["--token", "[redacted]", "x"]),
        (["--use-token", "--verbose"], ["--use-token", "--verbose"]),
        (["--hf-token", "abc", "abc"], ["--hf-token", "[redacted]", "abc"]),
        (["--max-tokens", "512", "--pad-token-id=0"], ["--max-tokens", "512", "--pad-token-id=0"]),
        (["--key", "k", "--sort", "loss"], ["--key", "[redacted]", "--sort", "loss"]),
        (["DB_PASSWORD=x", "mode=fast"], ["DB_PASSWORD=[redacted]", "mode=fast"]),
        (["mongodb://u:p@host/db"], ["mongodb://[redacted]@host/db"]),
        (["--store=mongodb://u:p@host/db"], ["--store=mongodb://[redacted]@host/db"]),
        (["-H", "Authorization: Bearer abc"], ["-H", "Authorization: [redacted]"]),
        (["--password"], ["--password"]), ([], []), ([""], [""]), (["=", "-", "--"], ["=", "-", "--"]),
    ]) func `Values of secret options go`(arguments: [String], expected: [String]) {
        #expect(CommandLineRedaction.redact(arguments) == expected)
    }
}
