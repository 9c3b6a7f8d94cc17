import Testing

@testable import TrainingLog

struct SecretNameTests {
    @Test(arguments: [
        ("APIKey2", ["api", "key"]), ("DB_PASSWORD", ["db", "password"]), ("--auth-token", ["auth", "token"]),
        ("myAPIKey", ["my", "api", "key"]), ("a.b", ["a", "b"]), ("", []), ("__", []), ("2", ["2"]), ("URL", ["url"]),
        ("padTokenID", ["pad", "token", "id"]),
    ]) func `A name is split into its words`(name: String, words: [String]) {
        #expect(SecretName.words(of: name.utf8) == words)
    }

    @Test(arguments: [
        "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY", "HF_TOKEN", "GITHUB_TOKEN", "WANDB_API_KEY", "PGPASSWORD", "DB_PASS",
        "SSH_PRIVATE_KEY", "SENTRY_DSN", "MYSQL_PWD", "GH_PAT", "AZURE_CREDENTIALS", "BASIC_AUTH", "SOME_KEY", "KEY",
    ]) func `A variable that could hold a secret is taken for one`(name: String) {
        #expect(SecretName.mayBeSecret(name))
    }

    @Test func `None of the variables kept by default is taken for a secret`() {
        for name in EnvironmentVariables.defaultNames { #expect(!SecretName.mayBeSecret(name), "\(name)") }
        for name in ["PWD", "PATH", "TOKENIZERS_PARALLELISM", "KEYBOARD", "AUTHOR"] {
            #expect(!SecretName.mayBeSecret(name), "\(name)")
        }
    }
}
