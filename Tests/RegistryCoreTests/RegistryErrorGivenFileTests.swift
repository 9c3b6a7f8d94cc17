import FileFaults
import Foundation
import RegistryCore
import Testing

struct RegistryErrorGivenFileTests {
    @Test(
        arguments: [
            (.missing, .notFound), (.notRegular(.pipe), .invalidArgument), (.tooLarge(mostBytes: 7), .invalidArgument),
            (.unfinished, .timedOut), (.unreadable(EACCES), .accessDenied), (.unreadable(EPERM), .accessDenied),
            (.unreadable(EIO), .unavailable), (.unreadable(EMFILE), .unavailable),
        ] as [(GivenFileError, RegistryError.Code)])
    func `a file that was not read has one code for one fault, whoever named it`(
        fault: GivenFileError, code: RegistryError.Code
    ) {
        let error = RegistryError(fault, of: "The list x")
        #expect(error.code == code && error.message.hasPrefix("The list x "))
        #expect(error.underlying as? GivenFileError == fault)
    }
}
