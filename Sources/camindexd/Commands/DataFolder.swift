import Foundation

/// Decides where index and evidence lie.
package enum DataFolder {
    /// The folder: what the option says, else the configuration, else `$CAMINDEXD_DATA`, else
    /// `$XDG_DATA_HOME/camindexd`, else `~/.local/share/camindexd`.
    ///
    /// - Throws: `UsageError` where nothing says it and there is no home.
    package static func path(
        option: String?,
        configured: String?,
        environment: [String: String]
    ) throws(UsageError) -> String {
        if let option {
            guard !option.isEmpty else {
                throw UsageError("--data is empty; write the path of a folder.")
            }
            return option
        }
        if let configured { return configured }
        if let folder = environment["CAMINDEXD_DATA"], !folder.isEmpty { return folder }
        // The XDG specification has relative paths ignored.
        if let folder = environment["XDG_DATA_HOME"], folder.hasPrefix("/") {
            return folder + "/camindexd"
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw UsageError(
                "cannot tell where the index lies: $HOME is not set. Name a folder with --data."
            )
        }
        return home + "/.local/share/camindexd"
    }
}
