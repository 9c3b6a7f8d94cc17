/// Bytes that can be read from any place: a file, or in tests something that stands for one.
package protocol RecordSource: AnyObject {
    /// Reads into `bytes[index...]` what lies at `offset`, as much as there is and fits.
    ///
    /// - Returns: How many bytes were read; zero at the end.
    func read(into bytes: inout [UInt8], from index: Int, at offset: Int) throws(EventFileError) -> Int
}
