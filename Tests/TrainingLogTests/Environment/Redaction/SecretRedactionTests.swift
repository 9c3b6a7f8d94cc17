import RegistryTestKit
import Testing

@testable import TrainingLog

struct SecretRedactionTests {
    /// Texts with a secret, which is between `«` and `»` here. Tokens are put together from pieces, so that scanners of
    /// source code find none in this file.
    static let secrets: [String] = [
        "remote: https://«user:hunter2»@example.com/code.git",
        "url = https://«x-access-token:abc»@github.com/a/b",
        "clone https://«gh" + "p_0123456789abcdefghijABCDEFGHIJ012345»@github.com/a/b",
        "https://«onlytoken»@host/path",
        "mongodb+srv://«root:p@ss»@cluster0.example.net/db?retryWrites=true",
        "postgres://«u:pa/ss»@db:5432/x",
        "ssh://«git:word»@host/x",
        "+token: «gh" + "p_0123456789abcdefghijABCDEFGHIJ012345»",
        " GITHUB=«github" + "_pat_11ABCDEFG0123456789_abcdefghijkl»",
        "«xo" + "xb-123456789012-abcdefghijkl»",
        "key «s" + "k-abcdefABCDEF0123456789abcdefABCDEF0123456789»,",
        "key «s" + "k-0123456789abcdef0123456789abcdef»",
        "«s" + "k-ant-api03-AbCdEf0123456789-AbCdEf0123456789_AbCdEf0123456789»",
        "login(«h" + "f_AbCdEf0123456789AbCdEf0123456789Ab»)",
        "id «AK" + "IAIOSFODNN7EXAMPLE» here",
        "aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
        "map «AI" + "zaSyA0123456789abcdefghijklmnopqrstuv»",
        "«eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U»",
        "Authorization: «Bearer abc.def-123»",
        "curl -H 'Authorization: «Basic dXNlcjpwYXNz»' https://host",
        "curl -H \"X-Api-Key: «some words»\"",
        "header Bearer «abcdef0123456789»",
        "password=«hunter2»",
        "+DB_PASSWORD=«correct horse battery»",
        "  password: «hunter2»",
        "export PGPASSWORD=«x»",
        "-    api_key: «abc-def»",
        "config = dict(user='me', password=«hunter2», port=5)",
        "connect(password: \"«hunter2»\")",
        "let password: String = \"«hunter2»\"",
        "password: Optional[str] = '«hunter2»',",
        "self.apiKey = \"«abc»\"",
        "{\"password\": \"«hun\\\"ter2»\", \"user\": \"me\"}",
        "{'client_secret': '«abc»'}",
        "os.environ[\"WANDB_API_KEY\"] = \"«0123456789abcdef»\"",
        "setenv(\"API_KEY\", \"«abc»\", 1)",
        "setPassword(\"«hunter2»\")",
        "const token = `«abcdefgh1234»`;",
        "GET /x?access_token=«abcdef123456»&page=2",
        "AccountName=me;AccountKey=«abc==»;EndpointSuffix=x",
        "<password>«hunter2»</password>",
        "mysqldump --password «hunter2» db",
        "password := \"«x»\"",
        ":password => \"«x»\"",
        "secret = b'«with spaces»'",
        "password == '«hunter2»'",
        "\"url\": \"https://h/?X-Amz-Signature=«abcdef0123»&y=1\"",
        "{\"private_key\": \"«-----BEGIN PRIVATE KEY-----\\nMIIEvQ\\n-----END PRIVATE KEY-----\\n»\"}",
        "\"Password\" : «12345678»",
        "passwörter password=«geheim»",
    ]

    /// Texts without one, in which a careless search would find one.
    static let others: [String] = [
        "", "\n", "Loss: 0.5", "https://example.com/a@b", "https://example.com:8080/x@y",
        "git@github.com:owner/repo.git",
        "ssh://git@github.com/owner/repo", "https://[::1]:80/", "see https://medium.com/@author/post", "a://b", "://@",
        "max_tokens = 512", "num_tokens: 100", "pad_token = '<pad>'", "eos_token_id = 50256", "token = tokens[i]",
        "tokenizer = Tokenizer.load(path)", "token_embeddings = nn.Embedding(vocabulary, size)", "token = 17",
        "for token in text.split():", "tokens = text.split()", "sort_key = 'loss'", "key: value", "primary_key=True",
        "password = None", "password: null,", "\"password\": \"\"", "apiKey: nil)", "use_auth_token=False)",
        "forward_pass = model(x)", "first_pass: 3", "def test_password():", "class Secret: ObservableObject",
        "Token::new(x)", "sk-estimator-doc-link fitted", "sk-learn-is-a-library-of-classic-methods",
        "hf_hub_download(x)",
        "let hash = 0123456789abcdef0123456789abcdef01234567", "index 0123456..89abcde 100644", "@@ -1,3 +1,4 @@",
        "bearer of news", "keyboard", "compass: north", "AKIA", "eyJ.eyJ.x", "password", "PASSWORD_LENGTH",
        "if text.contains(\"-----BEGIN RSA PRIVATE KEY-----\") {", "-----BEGIN CERTIFICATE-----",
        "a = np.random.rand(3)  # no secrets here", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ]

    @Test(arguments: secrets) func `A secret goes and what is around it stays`(marked: String) {
        var expected = ""
        var isInside = false
        for character in marked {
            switch character {
            case "«": (isInside, expected) = (true, expected + "[redacted]")
            case "»": isInside = false
            default: if !isInside { expected.append(character) }
            }
        }
        let text = marked.filter { $0 != "«" && $0 != "»" }
        #expect(SecretRedaction.redact(text) == expected)
    }

    @Test(arguments: others) func `What is no secret stays as it is`(text: String) {
        #expect(SecretRedaction.redact(text) == text)
    }

    @Test(arguments: secrets) func `What is redacted already is not changed again`(marked: String) {
        let once = SecretRedaction.redact(marked.filter { $0 != "«" && $0 != "»" })
        #expect(SecretRedaction.redact(once) == once)
    }

    @Test func `A private key goes line by line, also from a diff and when its end is missing`() {
        let key = """
            +-----BEGIN RSA PRIVATE KEY-----
            +Proc-Type: 4,ENCRYPTED
            +
            +MIIEowIBAAKCAQEAx
            +short==
            """
        let redacted = """
            +-----BEGIN RSA PRIVATE KEY-----
            +[redacted]
            +
            +[redacted]
            +[redacted]
            """
        let after = "\n }\n+let x = 1\n+word"
        #expect(SecretRedaction.redact(key) == redacted)
        #expect(SecretRedaction.redact(key + after) == redacted + after)
        let end = "\n+-----END RSA PRIVATE KEY-----\n+word"
        #expect(SecretRedaction.redact(key + end) == redacted + end)
    }

    @Test func `A private key in the lines of a program goes`() {
        let text = SecretRedaction.redact(
            """
            key = "-----BEGIN EC PRIVATE KEY-----\\n" +
                "MHcCAQEEIIGxyz0123\\n" +
                "oUQDQgAEabc==\\n" +
                "-----END EC PRIVATE KEY-----"
            done()
            """)
        #expect(!text.contains("MHcC") && !text.contains("oUQD") && text.hasSuffix("done()"))
    }

    @Test func `The middle of a key, as a diff may show it, goes`() {
        let line = "Mzl1bkhJ0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
        #expect(SecretRedaction.redact(" \(line)\n-\(line)") == " [redacted]\n-[redacted]")
    }

    @Test func `Without time for more the text ends with a whole line`() {
        var lines = 2
        let redacted = SecretRedaction.redact(Array("a\npassword=x\nsecret: y\n".utf8)) {
            lines -= 1
            return lines >= 0
        }
        #expect(String(decoding: redacted, as: UTF8.self) == "a\npassword=[redacted]\n")
    }

    @Test func `A line of many beginnings of secrets that come to nothing stays`() {
        for piece in ["token=a(", "eyJ.", "sk-", "token='<", "://a:b/"] {
            let text = String(repeating: piece, count: 2_000)
            #expect(SecretRedaction.redact(text) == text, "\(piece)")
        }
    }

    @Test func `Bytes that are no text go through unchanged`() {
        let bytes: [UInt8] = [0xFF, 0, 0x80, 0x0A, 0x0A, 0xC3]
        #expect(SecretRedaction.redact(bytes) == bytes)
    }

    @Test func `A secret of known shape is found in any surroundings`() {
        let seed: UInt64 = 20_261_125
        var random = SeededGenerator(seed: seed)
        let alphabet = Array(" \n\t\"'=:+-,;(){}<>/@#&ax9_.\\".utf8)
        let secret = Array(("gh" + "p_0123456789abcdefghijABCDEFGHIJ012345").utf8)
        for round in 0..<500 {
            let before = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let after = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let text = before + [0x20] + secret + [0x20] + after
            let redacted = String(decoding: SecretRedaction.redact(text), as: UTF8.self)
            #expect(!redacted.contains("0123456789abcdefghij"), "seed \(seed), round \(round)")
        }
    }

    @Test func `Random text never traps, and has as many lines afterwards`() {
        let seed: UInt64 = 4
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "password", "token", "=", ":", "\"", "'", "\"\"\"", "\\", " ", "\n", "://", "@", "-----BEGIN ",
            "PRIVATE KEY",
            "-----", "-----END ", "eyJ", ".", "sk-", "x", "9", "<", ">", "]", "(", ",", "--", "Bearer ", "é", "\r",
        ]
        for round in 0..<3_000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let redacted = SecretRedaction.redact(text)
            #expect(
                redacted.utf8.count { $0 == 0x0A } == text.utf8.count { $0 == 0x0A },
                "seed \(seed), round \(round): \(text)")
        }
    }
}
