import Broadcast
import Glibc

/// Where the program keeps what it knows.
enum DataFolder {
    /// The folder that the database's file is in.
    static func path(of file: String) -> String {
        String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
    }

    /// Makes the folder that `file` is to be in, and those above it.
    static func make(for file: String) throws(DataFolderError) {
        var made = ""
        for name in file.split(separator: "/").dropLast() {
            made += "/\(name)"
            guard mkdir(made, 0o750) == 0 || errno == EEXIST || errno == EROFS else {
                throw DataFolderError(path: made, code: errno)
            }
        }
    }
}

/// A folder for the program's data that cannot be made.
struct DataFolderError: Explained, Equatable {
    let path: String
    /// The system's `errno`.
    let code: CInt

    var message: String { "“\(path)” cannot be made: \(String(cString: strerror(code)))." }
    var remedy: String {
        "Let the user that runs exstreamtv write there, or set database.path to another place."
    }
}
