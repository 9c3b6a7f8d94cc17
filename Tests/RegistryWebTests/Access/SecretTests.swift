import Testing

@testable import RegistryWeb

@Suite struct SecretTests {
    private let secret = Secret(randomBytes: { Array(repeating: 0xAB, count: $0) })

    @Test func `a token has 32 bytes, and is known again`() throws {
        #expect(secret.token == "lav_" + String(repeating: "ab", count: 32))
        let again = try #require(Secret(token: secret.token))
        #expect(again.digest == secret.digest)
        #expect(again.digest.isSame(as: secret.digest))
    }

    @Test func `printing a secret does not tell it`() {
        var dumped = ""
        dump([secret], to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(!text.contains("abab"))
        }
    }

    @Test(arguments: [
        "", "lav_", "lav_ab", String(repeating: "ab", count: 32), "LAV_" + String(repeating: "ab", count: 32),
        "lav_" + String(repeating: "AB", count: 32), "lav_" + String(repeating: "ab", count: 33),
        "lav_" + String(repeating: "é", count: 32), "lav_" + String(repeating: "zz", count: 32),
    ])
    func `text of another form is no token`(text: String) { #expect(Secret(token: text) == nil) }

    @Test func `digests that differ anywhere are not the same`() throws {
        let zeros = String(repeating: "0", count: 64)
        let digest = try #require(TokenDigest(hexadecimal: zeros))
        for place in 0..<64 {
            var digits = Array(zeros)
            digits[place] = "1"
            #expect(!digest.isSame(as: try #require(TokenDigest(hexadecimal: String(digits)))))
        }
    }

    @Test func `the system's secrets are never the same`() {
        let made = (0..<100).map { _ in Secret(randomBytes: AccessSources.system.randomBytes).token }
        #expect(Set(made).count == 100)
    }
}
