/// Fills polygons: gathers their edges and hands the coverage of each pixel to a shader.
struct ScanlineFiller {
    private var coverage: Coverage

    init(width: Int, height: Int) {
        coverage = Coverage(width: width, height: height)
    }

    /// Gives the shader runs of equally covered pixels inside `clip`.
    mutating func fill(_ polygons: some EdgeSource, rule: FillRule, clip: PixelRect, with shader: inout some Shader) {
        guard !clip.isEmpty else { return }
        coverage.add(polygons, clip: clip)
        coverage.resolve(rule, columns: clip.columns, with: &shader)
    }
}
