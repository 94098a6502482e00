package import CameraIndex

/// Why the program cannot answer, or be asked, over HTTP: what, where, and what to do.
package enum ServerError: Error, Hashable, Sendable {
    /// Another program listens there.
    case inUse(ListenAddress)
    /// The address cannot be listened at.
    case notListening(ListenAddress, reason: String)
    /// Nobody runs on the data folder.
    case notRunning(folder: String)
    /// Somebody runs on it and answers no questions.
    case silent(folder: String, by: LeaseHolder)
    /// Who runs on it did not answer.
    case noAnswer(ListenAddress, reason: String)
    /// Another program answers there.
    case stranger(ListenAddress)
}

extension ServerError: CustomStringConvertible {
    /// The error as sentences for a user.
    package var description: String {
        switch self {
        case .inUse(let address):
            "cannot listen on \(address): another program does. Write another port as http.listen "
                + "of the configuration, or off."
        case .notListening(let address, let reason):
            "cannot listen on \(address): \(reason). Write an address of this machine and a port "
                + "that this user may take as http.listen of the configuration, or off."
        case .notRunning(let folder):
            "no camindexd run holds \(folder); start it with camindexd run --config FILE, or name "
                + "the right folder with --config or --data."
        case .silent(let folder, let holder):
            "\(folder) is run by \(holder), which answers no questions: http.listen of its "
                + "configuration is off. Write an address there and start it anew."
        case .noAnswer(let address, let reason):
            "no answer from camindexd run on \(address): \(reason). Ask again, and look into its "
                + "log if that does not help."
        case .stranger(let address):
            "what answers on \(address) is no camindexd run of this version and folder; look which "
                + "program listens there (ss -ltnp), and write another port as http.listen of the "
                + "configuration."
        }
    }
}
