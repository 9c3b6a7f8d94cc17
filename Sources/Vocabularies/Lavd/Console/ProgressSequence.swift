/// A sequence whose elements are counted by a bar of progress as they are used. The bar begins with the loop and ends with it, also
/// when the loop is left early.
public struct ProgressSequence<Base: Sequence>: Sequence {
    let base: Base
    let makeBar: () -> LavdProgressBar

    /// Begins the bar.
    public func makeIterator() -> Iterator { Iterator(base: base.makeIterator(), bar: makeBar()) }

    /// The place in the sequence.
    public struct Iterator: IteratorProtocol {
        var base: Base.Iterator
        let bar: LavdProgressBar
        private var isInUse = false

        init(base: Base.Iterator, bar: LavdProgressBar) {
            self.base = base
            self.bar = bar
        }

        /// The next element; the one before has been used by now.
        public mutating func next() -> Base.Element? {
            if isInUse { bar.update() }
            let element = base.next()
            isInUse = element != nil
            if element == nil { bar.finish() }
            return element
        }
    }
}
