// Runs the tasks of a connection on the connection's own event loop.

import NIOCore

/// An event loop as an executor of tasks.
///
/// A request that is answered where its bytes arrive needs no other thread to wake up: that halves
/// the processor time of a short request and takes the scheduler's delays away. Work that would
/// keep the loop from its other connections is sent to `WorkThreads.aside`.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    /// Runs a job in its turn on the loop.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
