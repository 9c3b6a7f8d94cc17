import Dispatch

/// Runs an actor's work on a dispatch queue of its own: a thread that waits for a disk there is none of Swift's common
/// pool, which has only as many as the machine has cores.
final class SerialQueue: SerialExecutor {
    private let queue: DispatchQueue

    /// - Parameter label: the queue's name in debuggers.
    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
