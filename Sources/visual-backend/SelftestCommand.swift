import ArgumentParser
import Foundation
import RegistryCore

/// `visual-backend selftest --attack URL`: what a running server makes of hostile requests.
struct SelftestCommand: AsyncParsableCommand {
    /// The environment variable with the token.
    static let environmentVariable = "LOGGERANDVIEWER_TOKEN"

    static let configuration = CommandConfiguration(
        commandName: "selftest", abstract: "Attacks a running server of your own and tells what it withstood.",
        discussion: """
            It sends what Documentation/ThreatModel.md is about, one line for each attack, and stores nothing. It ends with \
            0 when all were withstood and with 1 when one was not. A server that asks for a token is attacked with the one \
            in the environment variable LOGGERANDVIEWER_TOKEN (its role should be read); afterwards it does not listen to \
            wrong tokens of this machine for a minute.
            """)

    @Option(help: ArgumentHelp("The server: http://127.0.0.1:8080.", valueName: "url"))
    var attack: String

    func run() async throws {
        try await Failure.reporting {
            let token = ProcessInfo.processInfo.environment[Self.environmentVariable] ?? ""
            let target = try AttackTarget(url: attack, token: token)
            try await Self.checkReach(target)
            let attacks =
                Attack.files(target) + Attack.queries(target) + Attack.senders(target) + Attack.sizes(target)
                + Attack.tokens(target)
            var failures = 0
            for attack in attacks {
                let fault = try await Self.fault(of: attack, against: target)
                let name = TextTable.plain("\(attack.kind): \(attack.name)")
                print(fault.map { "FAILED     \(name): \($0)" } ?? "withstood  \(name)")
                if fault != nil { failures += 1 }
            }
            let alive = try await target.answer(to: target.request("GET", "/health", ["Authorization: none"]))
            if alive.status != 200 {
                print("FAILED     afterwards the server does not answer any more")
                failures += 1
            }
            print("\(attacks.count) attacks, \(failures) not withstood")
            guard failures == 0 else { throw ExitCode(1) }
        }
    }

    /// Attacks that end at the door would prove nothing about what is behind it.
    private static func checkReach(_ target: AttackTarget) async throws {
        switch try await target.answer(to: target.request("GET", "/api/v1/runs?limit=1")).status {
        case 200: return
        case 401:
            throw RegistryError(
                .accessDenied, "The server asks for a token: put one into the variable \(environmentVariable).")
        case let status:
            throw RegistryError(
                .unavailable,
                "What is at http://\(target.authority) does not answer as this server does"
                    + (status.map { " (\($0))." } ?? "."))
        }
    }

    private static func fault(of attack: Attack, against target: AttackTarget) async throws -> String? {
        var answers: [AttackAnswer] = []
        for _ in 0..<attack.times { answers.append(try await target.answer(to: attack.request)) }
        return answers.lazy.compactMap { attack.fault($0) }.first ?? answers.last.flatMap { attack.last($0) }
    }
}
