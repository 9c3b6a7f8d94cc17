public import RegistryCore

/// What ml-logger serialises: what JSON has, and dates, paths, bytes, tuples, sets and arrays of numbers.
public indirect enum AnnotatedValue: Hashable, Sendable {
    /// Nothing.
    case null
    /// Yes or no.
    case bool(Bool)
    /// A whole number.
    case int(Int64)
    /// A number; NaN and the infinities too.
    case double(Double)
    /// A text.
    case string(String)
    /// A moment, to the millisecond.
    case date(WallTime)
    /// A path in a file system. It is a text here: nothing is looked up.
    case path(String)
    /// Bytes.
    case bytes([UInt8])
    /// Numbers of one type.
    case array(NumericArray)
    /// A list.
    case list([AnnotatedValue])
    /// A tuple.
    case tuple([AnnotatedValue])
    /// A set. The order is kept; whether elements are the same is not looked at.
    case set([AnnotatedValue])
    /// Values by names.
    case dictionary([String: AnnotatedValue])
}
