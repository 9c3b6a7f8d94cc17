import Dispatch

/// Runs a task's work on a dispatch queue of its own.
///
/// A thread that waits for a disk there is no thread of Swift's common pool, which has only as many as the machine has
/// cores: no other task of the process waits for it.
final class DispatchExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter label: The queue's name in debuggers.
    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
