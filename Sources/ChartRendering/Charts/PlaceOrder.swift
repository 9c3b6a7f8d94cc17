/// The order in which points are drawn and averaged: that of their places along the horizontal axis.
enum PlaceOrder {
    /// Those whose place is finite, in the order of their places; equal ones stay in the order they came.
    static func sorted<Element>(_ elements: [Element], by key: (Element) -> Double) -> [Element] {
        if isOrdered(elements, by: key) { return elements }
        let known = elements.filter { key($0).isFinite }
        if isOrdered(known, by: key) { return known }
        return known.enumerated().sorted {
            (key($0.element), $0.offset) < (key($1.element), $1.offset)
        }.map(\.element)
    }

    private static func isOrdered<Element>(_ elements: [Element], by key: (Element) -> Double) -> Bool {
        var before = -Double.infinity
        for element in elements {
            let place = key(element)
            guard place.isFinite, place >= before else { return false }
            before = place
        }
        return true
    }
}
