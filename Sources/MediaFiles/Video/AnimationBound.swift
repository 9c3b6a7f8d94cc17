/// How large an animation may be that is made in memory.
package enum AnimationBound {
    /// The most pixels of all frames together for a GIF or an APNG: 1 GiB.
    package static let mostPixels = 1 << 28

    /// - Throws: `MediaError` with `tooLarge` for frames that are more.
    package static func check(frameCount: Int, width: Int, height: Int) throws(MediaError) {
        let (pixels, isTooMuch) = width.multipliedReportingOverflow(by: height)
        guard !isTooMuch, pixels <= mostPixels / max(1, frameCount) else {
            throw MediaError(
                .tooLarge, "\(frameCount) frames of \(width)×\(height) are too many for a GIF or APNG: make an MP4")
        }
    }
}
