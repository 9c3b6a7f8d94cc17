/// An answer that is not the right one, so that its time means nothing.
package struct WrongAnswer: Error, CustomStringConvertible {
    package let description: String

    /// - Parameter description: What is wrong, without a full stop.
    package init(_ description: String) { self.description = "The benchmark is void: \(description)." }
}
