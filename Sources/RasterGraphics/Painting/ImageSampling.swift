/// How a picture is made larger, smaller or turned.
public enum ImageSampling: Hashable, Sendable {
    /// Each pixel is the nearest one of the source: hard edges, exact colours; right for small pictures such as digits.
    case nearest
    /// Straight lines between the four nearest pixels. Made much smaller, it leaves pixels out.
    case bilinear
    /// The mean of what a pixel covers: nothing is left out; made larger, edges stay hard.
    case area
    /// `area` when made smaller, `bilinear` when made larger.
    case smooth
}
