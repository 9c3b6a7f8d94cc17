/// How a picture is made larger or smaller.
public enum ImageSampling: Hashable, Sendable {
    /// Each pixel is the nearest one of the source: hard edges, exact colours; right for small pictures such as digits.
    case nearest
    /// The mean of what a pixel covers when made smaller, straight lines between pixels when made larger.
    case smooth
}
