/// A file that grows at its end: one on disk, or in tests one whose disk is full when it is asked to be.
package protocol AppendableFile: AnyObject {
    /// Writes all of `bytes` at `offset`. When it fails, a part may have been written.
    func write(_ bytes: [UInt8], at offset: Int) throws(EventFileError)
    /// Cuts what is behind `length`.
    func truncate(to length: Int) throws(EventFileError)
    /// Returns when the disk has what was written.
    func synchronize() throws(EventFileError)
    /// Closes the file; it is not used afterwards, even if this fails.
    func close() throws(EventFileError)
    /// Whether the file has no name any more.
    func isRemoved() throws(EventFileError) -> Bool
}
