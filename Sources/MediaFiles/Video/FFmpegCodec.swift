extension FFmpegEncoder {
    /// What a video is made of.
    public enum Codec: Hashable, Sendable, CaseIterable {
        /// H.264 in an MP4 file, by libx264: plays everywhere.
        case h264
        /// VP9 in a WebM file, by libvpx: smaller, slower to make, and free of patents' licences.
        case vp9

        /// The arguments for a quality of 0 to 10.
        func arguments(quality: Int) -> [String] {
            switch self {
            case .h264:
                [
                    "-c:v", "libx264", "-preset", "medium", "-crf", "\(40 - quality * 5 / 2)", "-movflags",
                    "+faststart", "-f",
                    "mp4",
                ]
            case .vp9:
                [
                    "-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "\(55 - quality * 7 / 2)", "-cpu-used", "4", "-row-mt",
                    "1", "-f",
                    "webm",
                ]
            }
        }
    }
}
