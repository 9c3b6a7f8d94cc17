package import RegistryCore

/// Is told each failure that is met with another attempt, and the last: who does not wait that long may want to say why.
///
/// A type of its own, as a bare closure that belongs to a task crashes programs that Swift 6.3.1 optimizes.
package struct RetryListener: Sendable {
    /// Who is told of what this task asks for. Default: nobody.
    @TaskLocal package static var current = RetryListener { _ in }

    private let hear: @Sendable (RegistryError) -> Void

    package init(_ hear: @escaping @Sendable (RegistryError) -> Void) { self.hear = hear }

    func note(_ error: RegistryError) { hear(error) }
}
