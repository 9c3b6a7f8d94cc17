import ChildPrograms

/// The program `git`, run so that it changes nothing, asks nobody, reaches no network, and runs no program that a
/// repository's configuration names.
struct GitProgram: Sendable {
    /// Where the program is.
    var executable: String
    /// The folder it works in.
    var folder: String
    /// The environment of this process, of which git gets a few variables.
    var environment: [String: String]
    /// When all calls must be over.
    var deadline: ContinuousClock.Instant
    /// Ends a call early.
    var cancellation: CancellationFlag
    /// Options before the command that come to those which are always there.
    var extraOptions: [String] = []

    /// Runs one command of git and waits for it.
    func run(_ arguments: [String], outputLimitInBytes: Int = 1 << 16) -> ProgramResult {
        ProgramCall(
            executable: executable, arguments: options + extraOptions + arguments, environment: environmentForGit,
            timeLimit: deadline - .now, outputLimitInBytes: outputLimitInBytes, cancellation: cancellation
        ).run()
    }

    private var options: [String] {
        [
            "--no-pager", "-C", folder,
            // Programs that a configuration can name. Those that diff would run are turned off where it is called.
            "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat",
            "-c", "core.sshCommand=false", "-c", "credential.helper=", "-c", "core.askPass=",
            // A repository without a working folder may lie in any folder of somebody else's files.
            "-c", "safe.bareRepository=explicit",
            // The form of the output.
            "-c", "core.quotePath=false", "-c", "color.ui=false", "-c", "diff.relative=false", "-c",
            "diff.submodule=short",
            "-c", "status.relativePaths=false", "-c", "core.untrackedCache=false",
        ]
    }

    private var environmentForGit: [String: String] {
        var result = environment.filter {
            ["HOME", "LOGNAME", "PATH", "TMPDIR", "USER", "XDG_CONFIG_HOME"].contains($0.key)
        }
        // Variables like GIT_DIR and GIT_EXTERNAL_DIFF of this process are not passed on.
        result["GIT_TERMINAL_PROMPT"] = "0"
        result["GIT_OPTIONAL_LOCKS"] = "0"
        // Objects that a partial clone lacks are not fetched: no protocol is allowed.
        result["GIT_NO_LAZY_FETCH"] = "1"
        result["GIT_ALLOW_PROTOCOL"] = ""
        result["GIT_PAGER"] = "cat"
        result["LC_ALL"] = "C"
        return result
    }
}
