import CFreeType
import Foundation
import Synchronization

/// One face of a font file, read by FreeType: which glyph a character has, its outline, its advance, its kerning.
///
/// Everything is in font units, unscaled and unhinted: FreeType only reads the file, so that its version changes no pixel. The
/// file's bytes are kept in memory; a file that is changed on the disk meanwhile does no harm.
final class FontFile: Sendable {
    /// FreeType's objects, which one thread may use at a time. A library of its own for each face: libraries share nothing.
    private final class Handle {
        let library: FT_Library
        let face: FT_Face
        let bytes: UnsafeMutableRawBufferPointer

        init(_ library: FT_Library, _ face: FT_Face, _ bytes: UnsafeMutableRawBufferPointer) {
            self.library = library
            self.face = face
            self.bytes = bytes
        }

        deinit {
            FT_Done_Face(face)
            FT_Done_FreeType(library)
            bytes.deallocate()
        }
    }

    /// A glyph with more points than this is no letter, and would take long to fill.
    private static let mostPoints = 4_096

    /// Where the file was read.
    let path: String
    /// Font units a size.
    let unitsPerEm: Double
    /// The family's name, such as `DejaVu Sans`.
    let family: String
    /// Whether the face is bold, and whether it is slanted.
    let isBold: Bool
    let isSlanted: Bool
    /// How many faces the file has.
    let faceCount: Int
    private let handle: Mutex<Handle>

    /// - Parameter index: Which face of a collection, from 0.
    /// - Throws: `RasterError` with `corruptData` (no font with outlines) or `outOfMemory`.
    init(_ content: Data, index: Int = 0, path: String) throws(RasterError) {
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0, let library else {
            throw RasterError(.outOfMemory, "no memory to read the font \(path)")
        }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, content.count), alignment: 16)
        content.copyBytes(to: bytes)
        var opened: FT_Face?
        let start = bytes.baseAddress?.assumingMemoryBound(to: FT_Byte.self)
        let result = FT_New_Memory_Face(library, start, FT_Long(content.count), FT_Long(index), &opened)
        guard result == 0, let face = opened else {
            FT_Done_FreeType(library)
            bytes.deallocate()
            throw RasterError(.corruptData, "\(path) is no font file that FreeType can read (its error \(result))")
        }
        let record = face.pointee
        let created = Handle(library, face, bytes)
        guard Int(record.face_flags) & Int(FT_FACE_FLAG_SCALABLE) != 0, record.units_per_EM > 0 else {
            throw RasterError(.corruptData, "the font \(path) has no outlines: choose a TrueType or OpenType file")
        }
        self.path = path
        unitsPerEm = Double(record.units_per_EM)
        family = record.family_name.map { String(cString: $0) } ?? ""
        isBold = Int(record.style_flags) & Int(FT_STYLE_FLAG_BOLD) != 0
        isSlanted = Int(record.style_flags) & Int(FT_STYLE_FLAG_ITALIC) != 0
        faceCount = max(1, Int(record.num_faces))
        handle = Mutex(created)
    }

    /// The glyph of a character; `nil` when the face has none.
    func glyph(for scalar: Unicode.Scalar) -> UInt32? {
        let index = handle.withLock { FT_Get_Char_Index($0.face, FT_ULong(scalar.value)) }
        return index == 0 ? nil : UInt32(index)
    }

    /// A glyph's outline, y upwards, and its advance; `nil` for one that is damaged or too large.
    func outline(_ glyph: UInt32) -> (path: Path, advance: Double)? {
        handle.withLock { handle -> (path: Path, advance: Double)? in
            let flags = FT_Int32(FT_LOAD_NO_SCALE) | FT_Int32(FT_LOAD_IGNORE_TRANSFORM)
            guard FT_Load_Glyph(handle.face, FT_UInt(glyph), flags) == 0, let slot = handle.face.pointee.glyph,
                slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE,
                Int(slot.pointee.outline.n_points) <= FontFile.mostPoints
            else { return nil }
            var path = Path()
            var pen = FontFile.pen
            let result = withUnsafeMutablePointer(to: &path) { FT_Outline_Decompose(&slot.pointee.outline, &pen, $0) }
            guard result == 0 else { return nil }
            return (path, Double(slot.pointee.metrics.horiAdvance))
        }
    }

    /// Adds what FreeType reads of an outline to the path that `FT_Outline_Decompose` is given.
    private static var pen: FT_Outline_Funcs {
        FT_Outline_Funcs(
            move_to: { to, path in FontFile.add(path) { $0.move(to: FontFile.point(to)) } },
            line_to: { to, path in FontFile.add(path) { $0.line(to: FontFile.point(to)) } },
            conic_to: { control, to, path in
                FontFile.add(path) { $0.quadratic(control: FontFile.point(control), to: FontFile.point(to)) }
            },
            cubic_to: { first, second, to, path in
                FontFile.add(path) {
                    $0.cubic(FontFile.point(first), FontFile.point(second), to: FontFile.point(to))
                }
            }, shift: 0, delta: 0)
    }

    private static func add(_ path: UnsafeMutableRawPointer?, _ change: (inout Path) -> Void) -> CInt {
        guard let path else { return 1 }
        change(&path.assumingMemoryBound(to: Path.self).pointee)
        return 0
    }

    private static func point(_ vector: UnsafePointer<FT_Vector>?) -> Point {
        guard let vector else { return Point(x: 0, y: 0) }
        return Point(x: Double(vector.pointee.x), y: Double(vector.pointee.y))
    }

    /// What to add to the advance of the first of two glyphs.
    func kerning(_ first: UInt32, _ second: UInt32) -> Double {
        handle.withLock { handle in
            guard Int(handle.face.pointee.face_flags) & Int(FT_FACE_FLAG_KERNING) != 0 else { return 0 }
            var distance = FT_Vector()
            let mode = FT_UInt(FT_KERNING_UNSCALED.rawValue)
            guard FT_Get_Kerning(handle.face, FT_UInt(first), FT_UInt(second), mode, &distance) == 0 else { return 0 }
            return Double(distance.x)
        }
    }
}
