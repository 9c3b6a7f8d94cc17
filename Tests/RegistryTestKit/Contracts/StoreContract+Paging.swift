import RegistryCore

extension StoreContract {
    /// All records of a query, page by page.
    static func pages(
        _ store: any RegistryStore, _ query: Query, between: (Int) async throws -> Void = { _ in }
    ) async throws -> [Document] {
        var found: [Document] = []
        var query = query
        for page in 0..<10_000 {
            let answer = try await store.find(in: .artifacts, query)
            try expect(answer.elements.count <= query.limit, "a page has at most \(query.limit) records")
            found += answer.elements
            // Unless others write meanwhile, the page as it is stored is the same.
            if page == 0 {
                let encoded = try await store.findEncoded(in: .artifacts, query)
                try expectEqual(try encoded.elements.map { try $0.document() }, answer.elements, "as it is stored")
                try expectEqual(encoded.next, answer.next, "the cursor of the page as it is stored")
            }
            guard let next = answer.next else { return found }
            query.cursor = try PageCursor(next.description)
            try await between(page)
        }
        throw BrokenPromise("the pages never end")
    }

    static let pagingCases: [Case] = [
        Case("records come in the order of their making, whatever the size of the page") { store in
            try await store.insert((0..<25).map { ["n": .int($0)] }, into: .artifacts)
            for limit in [1, 7, 24, 25, 26] {
                let found = try await pages(store, Query(limit: limit))
                try expectEqual(found.map { $0["n"] }, (0..<25).map { .int($0) }, "pages of \(limit)")
            }
        },
        Case("the last page says that it is the last") { store in
            try await store.insert((0..<10).map { ["n": .int($0)] }, into: .artifacts)
            try expectEqual(try await store.find(in: .artifacts, Query(limit: 10)).next, nil, "exactly ten")
            try expect(try await store.find(in: .artifacts, Query(limit: 9)).next != nil, "one more")
        },
        Case("paging while records come and go shows every record that stays exactly once") { store in
            let ids = try await store.insert(
                (0..<200).map { ["n": .int($0), "stays": .bool($0 % 4 != 0)] }, into: .artifacts
            ).ids
            let found = try await pages(store, Query(sort: [SortKey("n", .descending)], limit: 15)) { page in
                try await store.insert(
                    [["n": .int(Int64(page)), "stays": false], ["n": 1_000, "stays": false]], into: .artifacts)
                let leaving = stride(from: page * 20, to: min(page * 20 + 20, 200), by: 4).map { ids[$0] }
                try await store.delete(leaving, from: .artifacts)
            }
            let staying = found.filter { $0["stays"] == true }.compactMap { $0["n"]?.intValue }
            try expectEqual(staying, (0..<200).filter { $0 % 4 != 0 }.reversed(), "each once, in order")
        },
        Case("a cursor of another question, a damaged one and a page size out of range are refused") { store in
            try await store.insert((0..<5).map { ["n": .int($0)] }, into: .artifacts)
            let cursor = try unwrap(try await store.find(in: .artifacts, Query(limit: 2)).next, "a next page")
            try await expectError(.invalidArgument, "another filter") {
                try await store.find(in: .artifacts, Query(.field("n", .greater(1)), cursor: cursor))
            }
            try await expectError(.invalidArgument, "another collection") {
                try await store.find(in: .files, Query(cursor: cursor))
            }
            try await expectError(.invalidArgument, "damaged") { try PageCursor("no-cursor") }
            for limit in [0, -1, 10_001] {
                try await expectError(.invalidArgument, "limit \(limit)") {
                    try await store.find(in: .artifacts, Query(limit: limit))
                }
            }
        },
        Case("a page of large records ends early, with a cursor, in any order") { store in
            // Four of these are more than a page may have, and three are not.
            let text = Value(String(repeating: "0123456789", count: Query.largestPageInBytes / 35))
            try await store.insert(
                (0..<4).map { ["n": .int($0), "ModelName": .string("m\($0)"), "text": text] }, into: .artifacts)
            try await store.insert([["n": 4, "ModelName": "m4"]], into: .artifacts)
            for sort in [[], [SortKey("ModelName")], [SortKey("n")], [SortKey("other"), SortKey("n")]] {
                var query = Query(sort: sort, limit: Query.largestPage)
                let first = try await store.find(in: .artifacts, query)
                query.cursor = try unwrap(first.next, "there is a next page, sorted by \(sort)")
                let second = try await store.find(in: .artifacts, query)
                try expectEqual(second.next, nil, "the second page is the last, sorted by \(sort)")
                let pages = [first, second].map { $0.elements.compactMap { $0["n"]?.intValue } }
                try expectEqual(pages, [[0, 1, 2], [3, 4]], "sorted by \(sort)")
            }
        },
    ]

    static let sortCases: [Case] = [
        Case("values of all types sort in one order, forwards and backwards, also page by page") { store in
            let scalars = edgeValues.filter { ($0.stringValue?.utf8.count ?? 0) < 1_000 }
            try await store.insert(scalars.map { ["value": $0] } + [["other": 1]], into: .artifacts)
            let all = try await pages(store, Query(limit: 1_000))
            let ascending = all.enumerated().sorted { left, right in
                let (first, second) = (left.element["value"] ?? .null, right.element["value"] ?? .null)
                if first.sortsLast != second.sortsLast { return second.sortsLast }
                let order = first.sortsLast ? .equal : Value.order(first, second)
                return order == .equal ? left.offset < right.offset : order == .ascending
            }.map(\.element["_id"])
            for limit in [3, 1_000] {
                let up = try await pages(store, Query(sort: [SortKey("value")], limit: limit))
                try expectEqual(up.map { $0["_id"] }, ascending, "ascending, pages of \(limit)")
                let down = try await pages(store, Query(sort: [SortKey("value", .descending)], limit: limit))
                try expectEqual(down.map { $0["_id"] }, ascending.reversed(), "descending, pages of \(limit)")
            }
        },
        Case("several keys sort one after the other, each in its direction") { store in
            try await store.insert(
                (0..<60).map { ["a": .int($0 % 3), "b": .int($0 % 5), "n": .int($0)] }, into: .artifacts)
            let sort = [SortKey("a", .descending), SortKey("b")]
            let found = try await pages(store, Query(sort: sort, limit: 7))
            let expected = (0..<60).sorted { left, right in
                (-(left % 3), left % 5, left) < (-(right % 3), right % 5, right)
            }
            try expectEqual(
                found.map { $0["n"] }, expected.map { .int(Int64($0)) }, "by a downwards, b upwards, then _id")
        },
        Case("an indexed field sorts like any other, with a filter on it too") { store in
            try await store.insert(
                (0..<50).map { ["ModelName": .string("m\($0 % 7)"), "n": .int($0)] }, into: .artifacts)
            let filter = Filter.field("ModelName", .greaterOrEqual("m2"))
            let found = try await pages(store, Query(filter, sort: [SortKey("ModelName", .descending)], limit: 4))
            let expected = (0..<50).filter { $0 % 7 >= 2 }.sorted { ($0 % 7, $0) > ($1 % 7, $1) }
            try expectEqual(found.map { $0["n"] }, expected.map { .int(Int64($0)) }, "in order")
        },
    ]
}

extension Value {
    /// Whether it is of the class that sorts behind everything else.
    fileprivate var sortsLast: Bool { arrayValue != nil || documentValue != nil }
}
