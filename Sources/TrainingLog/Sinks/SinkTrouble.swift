/// What a sink fails with while it goes on trying by itself. Who closes a logger before that is over would be told else that something has not
/// arrived, and not why.
package enum SinkTrouble {
    /// Notes what goes wrong while entries are delivered. When the call ends, its own outcome counts. Default: nobody is told.
    @TaskLocal package static var note: @Sendable (any Error) -> Void = { _ in }
}
