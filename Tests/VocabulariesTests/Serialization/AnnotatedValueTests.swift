import Foundation
import RegistryCore
import RegistryTestKit
import Testing
import Vocabularies

struct AnnotatedValueTests {
    private static let everything: AnnotatedValue = .dictionary([
        "null": .null, "bool": .bool(true), "int": .int(.max), "double": .double(1), "zero": .double(-0.0),
        "text": .string("a\u{0}b"), "date": .date(WallTime(millisecondsSince1970: 1_700_000_000_123)),
        "path": .path("/tmp/file.txt"), "bytes": .bytes([0, 255]), "none": .bytes([]),
        "list": .list([.int(1), .list([]), .tuple([.string("x")]), .set([.int(2)])]),
        "infinities": .list([.double(.infinity), .double(-.infinity), .double(.nan)]),
        "$t": .dictionary(["$date": .string("no date")]), "": .dictionary([:]),
    ])

    @Test func `Everything is read as it was written`() throws {
        let text = try Self.everything.serializedText()
        #expect(try AnnotatedValue(serializedText: text).serializedText() == text)
        guard case .dictionary(let read) = try AnnotatedValue(serializedText: text),
            case .dictionary(var all) = Self.everything
        else { throw RegistryError(.internalFailure, "It is a dictionary.") }
        // NaN is not equal to itself.
        guard case .list(let infinities)? = read["infinities"] else { throw RegistryError(.internalFailure, "a list") }
        #expect(infinities.prefix(2) == [.double(.infinity), .double(-.infinity)])
        var rest = read
        rest["infinities"] = nil
        all["infinities"] = nil
        #expect(rest == all)
    }

    @Test func `Types stand in $t, shapes in $s`() throws {
        let array = try NumericArray([1.0, 2, 3, 4], shape: [2, 2])
        #expect(
            try AnnotatedValue.array(array).serializedText()
                == #"{"$t":"float64","$s":[2,2],"$v":"AAAAAAAA8D8AAAAAAAAAQAAAAAAAAAhAAAAAAAAAEEA="}"#)
        #expect(try AnnotatedValue.path("/a").serializedText() == #"{"$t":"path","$v":"/a"}"#)
        #expect(array.doubles == [1, 2, 3, 4])
    }

    @Test(.enabled(if: Numpy.absence == nil, "\(Numpy.absence ?? "")"), arguments: NumericArray.ElementType.allCases)
    func `numpy reads an array as it is, of every type`(type: NumericArray.ElementType) throws {
        let written = try TestPython.run(
            """
            import base64, json, sys, numpy as np
            a = np.arange(6).reshape(2, 3).astype(sys.argv[1])
            print(json.dumps({"$t": a.dtype.name, "$s": list(a.shape), "$v": base64.b64encode(a.tobytes()).decode()}), end="")
            """, type.rawValue)
        let value = try AnnotatedValue(serializedText: String(decoding: written, as: UTF8.self))
        guard case .array(let array) = value else { throw RegistryError(.internalFailure, "It is an array.") }
        #expect(array.elementType == type && array.shape == [2, 3] && array.bytes.count == 6 * type.size)
        let same = try TestPython.run(
            """
            import base64, json, sys, numpy as np
            v = json.loads(sys.argv[2])
            a = np.frombuffer(base64.b64decode(v["$v"]), dtype=v["$t"]).reshape(v["$s"])
            print(np.array_equal(a, np.arange(6).reshape(2, 3).astype(sys.argv[1])), end="")
            """, type.rawValue, try value.serializedText())
        #expect(String(decoding: same, as: UTF8.self) == "True")
    }

    @Test(arguments: [
        #"{"$t":"pickle","$v":"x"}"#, #"{"$t":1,"$v":"x"}"#, #"{"$t":"path"}"#, #"{"$t":"path","$v":1}"#,
        #"{"$t":"path","$v":"a","x":1}"#, #"{"$t":"datetime","$v":"yesterday"}"#, #"{"$t":"bytes","$v":"?"}"#,
        #"{"$t":"float64","$s":[2],"$v":"AAAA"}"#, #"{"$t":"float64","$s":[-1],"$v":""}"#,
        #"{"$t":"float64","$s":[1.5],"$v":""}"#, #"{"$t":"complex64","$s":[],"$v":""}"#,
        #"{"$t":"int8","$s":[9223372036854775807,9223372036854775807],"$v":""}"#, #"{"$t":"dict","$v":[["a"]]}"#,
        #"{"$t":"dict","$v":[["a",1],["a",2]]}"#, #"{"$t":"float","$v":"1"}"#, "[",
        #"{"$oid":"65a000000000000000012345"}"#,
    ])
    func `What is none of it is refused`(text: String) {
        expectError(.invalidArgument) { _ = try AnnotatedValue(serializedText: text) }
    }

    @Test func `As deep as it can be written it can be read, and no deeper`() throws {
        func nested(_ depth: Int) -> AnnotatedValue {
            (0..<depth).reduce(.int(1)) { inner, _ in .dictionary(["$deep": inner]) }
        }
        #expect(try AnnotatedValue(serializedText: nested(32).serializedText()) == nested(32))
        expectError(.invalidArgument) { _ = try nested(33).serializedText() }
        expectError(.invalidArgument) {
            _ = try AnnotatedValue(
                serializedText: String(repeating: "[", count: 34) + String(repeating: "]", count: 34))
        }
    }

    /// Texts that are nearly right: each is refused, or is read as what is written as the same again.
    @Test func `Damaged texts are refused, or are values`() throws {
        var generator = SeededGenerator(seed: 4)
        let text = Array(try Self.everything.serializedText().utf8)
        let array = Array(try AnnotatedValue.array(NumericArray([1.0, 2], shape: [1, 2])).serializedText().utf8)
        let pieces = [
            #""$t""#, #""$s""#, #""$v""#, "[", "]", "{", "}", ",", "null", "-1", "1e999", #""dict""#, #""float64""#,
        ]
        var read = 0
        for round in 0..<6_000 {
            var bytes = round.isMultiple(of: 2) ? text : array
            for _ in 0...Int.random(in: 0..<3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 32...126, using: &generator)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 4))
                case 2:
                    bytes.insert(
                        contentsOf: pieces.randomElement(using: &generator).map { Array($0.utf8) } ?? [], at: place)
                default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0..<9, using: &generator)))
                }
            }
            do {
                let value = try AnnotatedValue(serialized: Value(json: bytes))
                let again = try value.serializedText()
                #expect(try AnnotatedValue(serializedText: again).serializedText() == again)
                read += 1
            } catch let error {
                #expect(error.code == .invalidArgument)
            }
        }
        #expect(read > 100, "some are still values")
    }
}
