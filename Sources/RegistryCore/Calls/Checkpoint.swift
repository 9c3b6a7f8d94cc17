/// Asked now and then in the middle of long work whether to go on; throws when the work is to end.
///
/// It must be quick: it is called every few milliseconds.
package typealias Checkpoint = @Sendable () throws -> Void
