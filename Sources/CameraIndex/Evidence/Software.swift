/// The program, as what it writes names it.
public enum Software {
    /// Its version.
    public static let version = "0.1.0"
    /// Name and version.
    static let name = "camindexd \(version)"
}
