import RegistryCore
import Testing

@testable import TrainingLog

struct SecretValuesTests {
    @Test func `Secrets in values are found by names and by content, at any depth`() {
        let fields: Document = [
            "api_key": "abc", "lr": 0.1, "max_tokens": 5, "use_auth": true, "password": .null, "pin_code": 3,
            "store": ["url": "mongodb://user:hunter2@host/runs", "password": 1234, "port": 27_017],
            "mirrors": ["https://user:hunter2@host", ["token": "abc"]], "https://user:hunter2@host": 1,
            "credentials": ["name": "n", "word": "w"],
        ]
        #expect(
            SecretRedaction.redact(fields) == [
                "api_key": "[redacted]", "lr": 0.1, "max_tokens": 5, "use_auth": true, "password": .null, "pin_code": 3,
                "store": ["url": "mongodb://[redacted]@host/runs", "password": "[redacted]", "port": 27_017],
                "mirrors": ["https://[redacted]@host", ["token": "[redacted]"]], "https://[redacted]@host": 1,
                "credentials": "[redacted]",
            ])
    }

    @Test func `Help, choices and defaults of a command have no secret that is known as one`() {
        let address = "mongodb://user:hunter2@host/runs"
        let parameter = CommandDescription.Parameter(
            name: "store", type: "string", description: "Usually \(address).", defaultValue: .array([.string(address)]),
            choices: [address, "memory:"])
        let description = CommandDescription(
            program: "train", positional: [parameter], options: [parameter], positionalValues: [.string(address)],
            optionValues: ["store": .string(address)])
        let text = description.document.json()
        #expect(!text.contains("hunter2"))
        let option = description.document["parser"]?.documentValue?["options"]?.documentValue?["store"]?.documentValue
        #expect(option?["default"] == ["mongodb://[redacted]@host/runs"])
        #expect(option?["choices"] == ["mongodb://[redacted]@host/runs", "memory:"])
    }
}
