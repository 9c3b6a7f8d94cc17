import Testing

@testable import Vocabularies

struct KnownCountTests {
    @Test func `Ranges of any bounds tell their count, or none that is no number`() {
        #expect(KnownCount.of(0..<3) == 3)
        #expect(KnownCount.of(-3...3) == 7)
        #expect(KnownCount.of(5..<5) == 0)
        #expect(KnownCount.of(0..<Int.max) == .max)
        #expect(KnownCount.of(0...Int.max) == nil)
        #expect(KnownCount.of(Int.min...Int.max) == nil)
        #expect(KnownCount.of(Int.min..<0) == nil)
        #expect(KnownCount.of(Int8.min...Int8.max) == 256)
        #expect(KnownCount.of(0..<UInt64.max) == nil)
        #expect(KnownCount.of(7...7) == 1)
        #expect(KnownCount.of(Int.max...Int.max) == 1)
        #expect(KnownCount.of(0...(Int.max - 1)) == .max)
    }

    @Test func `What is made of a range without a count has none either, and ends no process`() {
        let endless = 0...Int.max
        #expect(KnownCount.of(endless.lazy.map { $0 / 2 }) == nil)
        #expect(KnownCount.of((Int.min..<Int.max).lazy) == nil)
        #expect(KnownCount.of((Int.min..<Int.max)[(Int.min + 1)...]) == nil)
        #expect(KnownCount.of(ReversedCollection<ClosedRange<Int>>.of(endless)) == nil)
        #expect(KnownCount.of(endless[endless.index(after: endless.startIndex)...]) == .max)
        #expect(KnownCount.of((1...5).lazy.map { $0 / 2 }) == 5)
        #expect(KnownCount.of(ReversedCollection<ClosedRange<Int>>.of(1...5)) == 5)
    }

    @Test func `A collection that can count at once is asked, one that would search is not`() {
        #expect(KnownCount.of([1, 2, 3]) == 3)
        #expect(KnownCount.of([1, 2, 3][1...]) == 2)
        #expect(KnownCount.of([Int]()) == 0)
        #expect(KnownCount.of(Set([1, 2])) == 2)
        #expect(KnownCount.of(["a": 1]) == 1)
        #expect(KnownCount.of(["a": 1, "b": 2].keys) == 2)
        var looks = 0
        let even = [1, 2, 3, 4].lazy.filter { number in
            looks += 1
            return number.isMultiple(of: 2)
        }
        #expect(KnownCount.of(even) == nil)
        #expect(looks == 0)
        #expect(KnownCount.of(AnySequence([1])) == nil)
    }
}

extension ReversedCollection {
    /// Of both that are called `reversed`, the one that makes no array.
    fileprivate static func of(_ base: Base) -> Self { base.reversed() }
}
