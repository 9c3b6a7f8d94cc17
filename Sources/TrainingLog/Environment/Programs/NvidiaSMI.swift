import ChildPrograms

/// The program `nvidia-smi`, which tells of NVIDIA's graphics processors.
struct NvidiaSMI: Sendable {
    /// Where the program is.
    var path: String
    /// The environment of this process.
    var environment: [String: String]
    /// How long one question may take.
    var timeLimit: Duration = .seconds(3)

    /// The program of this machine; `nil` when there is none.
    static func find(environment: [String: String]) -> NvidiaSMI? {
        ProgramSearch.find("nvidia-smi", path: environment["PATH"], alsoIn: ["/usr/bin", "/usr/lib/wsl/lib"])
            .map { NvidiaSMI(path: $0, environment: environment) }
    }

    /// Asks for fields of every processor, and waits for the answer at most as long as the time limit. Blocks: not for a
    /// thread of Swift's common pool.
    func ask(_ query: String, cancellation: CancellationFlag = CancellationFlag()) -> ProgramResult {
        ProgramCall(
            executable: path, arguments: ["--query-gpu=\(query)", "--format=csv,noheader,nounits"],
            environment: environment.filter {
                ["HOME", "LD_LIBRARY_PATH", "PATH", "CUDA_VISIBLE_DEVICES"].contains($0.key)
            }
            .merging(["LC_ALL": "C"]) { $1 },
            timeLimit: timeLimit, outputLimitInBytes: 1 << 16, cancellation: cancellation
        ).run()
    }
}
