/// Why a scan cannot be done at all.
public enum ScanError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A path that leads nowhere.
    case noSuchPath(String)
    /// A glob that no file matches.
    case noMatch(String)
    /// A folder without any video file.
    case emptyFolder(String)
    /// A folder that must not be looked into.
    case closedFolder(String)
    /// Several files, and nothing says whose they are.
    case unknownCamera(paths: [String])
    /// A file whose name does not fit the template.
    case templateMismatch(String)
    /// A camera's name that cannot be used.
    case badCamera(String)

    /// Whether the command line is at fault, not the footage.
    public var isUsage: Bool {
        switch self {
        case .unknownCamera, .templateMismatch, .badCamera: true
        case .noSuchPath, .noMatch, .emptyFolder, .closedFolder: false
        }
    }

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noSuchPath(let path):
            "cannot find \(path): there is no such file or folder. Check the path."
        case .noMatch(let pattern):
            "no file matches \(pattern). Check the pattern, and quote it where the shell expands "
                + "it."
        case .emptyFolder(let path):
            "there is no video file in \(path) or the folders below it."
        case .closedFolder(let path):
            "cannot look into the folder \(path): permission denied. Check its owner and mode."
        case .unknownCamera(let paths):
            Self.unknownCameraText(paths)
        case .templateMismatch(let text):
            text
        case .badCamera(let camera):
            "the camera name \"\(camera)\" cannot be used: give 1 to 128 characters without "
                + "control characters."
        }
    }

    private static func unknownCameraText(_ paths: [String]) -> String {
        let shown = paths.prefix(3).joined(separator: ", ")
        let rest = paths.count > 3 ? " and \(paths.count - 3) more" : ""
        return "cannot tell which camera these files come from: \(shown)\(rest).\n"
            + "  Give --camera ID if all are one camera's, or --time-template "
            + "'{camera}_{yyyy}{MM}{dd}{HH}{mm}{ss}' if their names tell."
    }
}
