/// Is told what a sink fails with while it goes on trying by itself. Who closes a logger before that is over would be told else that
/// something has not arrived, and not why.
///
/// A type of its own, as a bare closure that belongs to a task crashes programs that Swift 6.3.1 optimizes.
package struct TroubleListener: Sendable {
    /// Who is told what goes wrong while entries are delivered. When the call ends, its own outcome counts. Default: nobody.
    @TaskLocal package static var current = TroubleListener { _ in }

    private let hear: @Sendable (any Error) -> Void

    package init(_ hear: @escaping @Sendable (any Error) -> Void) { self.hear = hear }

    package func note(_ error: any Error) { hear(error) }
}
