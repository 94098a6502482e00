internal import CPango
import Foundation

/// The fonts below given folders, as fontconfig knows them.
///
/// fontconfig prints its complaints on standard error and offers no way to catch them: about a
/// missing or faulty `/etc/fonts/fonts.conf`, and about cache folders it may not write, which is
/// the rule for a daemon without a home. So this catalogue has a configuration of its own: it
/// reads no file of the system's, and its last cache folder is one to which fontconfig believes
/// it could write.
@safe
struct FontCatalogue: ~Copyable {
    /// Where Linux systems and users keep fonts.
    static var systemFolders: [String] {
        var folders = ["/usr/share/fonts", "/usr/local/share/fonts"]
        if let home = ProcessInfo.processInfo.environment["HOME"], home.hasPrefix("/") {
            folders += ["\(home)/.local/share/fonts", "\(home)/.fonts"]
        }
        return folders
    }

    private let config: OpaquePointer

    /// Reads the fonts below `folders`, from the system's caches where those are fresh.
    ///
    /// - Throws: `EvidenceError.noFont` when there is none.
    init(folders: [String]) throws(EvidenceError) {
        guard let config = unsafe FcConfigCreate() else {
            throw EvidenceError.textEngine(operation: "FcConfigCreate")
        }
        do {
            try unsafe Self.fill(config, from: folders)
        } catch {
            unsafe FcConfigDestroy(config)
            throw error
        }
        unsafe self.config = config
    }

    deinit {
        unsafe FcConfigDestroy(config)
    }

    /// Makes these the fonts of `fontMap`, which keeps a reference of its own.
    func serve(_ fontMap: UnsafeMutablePointer<PangoFontMap>) {
        // PANGO_FC_FONT_MAP is a macro with a cast; pango_ft2_font_map_new makes such a map.
        unsafe pango_fc_font_map_set_config(OpaquePointer(fontMap), config)
    }

    /// Keeps Pango from loading the system's configuration, once for the process.
    ///
    /// `pango_ft2_font_map_new` calls `FcInit` on a thread of its own (pangofc-fontmap.c), which
    /// does nothing where a current configuration exists: this one, without fonts.
    static let silenceDefault: Void = {
        guard let config = unsafe FcConfigCreate() else { return }
        _ = unsafe FcConfigSetCurrent(config)
        unsafe FcConfigDestroy(config)
    }()

    private static func fill(
        _ config: OpaquePointer,
        from folders: [String]
    ) throws(EvidenceError) {
        guard unsafe FcConfigParseAndLoadFromMemory(config, xml(folders), 1) != 0 else {
            throw EvidenceError.textEngine(operation: "FcConfigParseAndLoadFromMemory")
        }
        guard unsafe FcConfigBuildFonts(config) != 0 else {
            throw EvidenceError.textEngine(operation: "FcConfigBuildFonts")
        }
        guard let fonts = unsafe FcConfigGetFonts(config, FcSetSystem),
            unsafe fonts.pointee.nfont > 0
        else { throw EvidenceError.noFont(folders: folders) }
    }

    private static func xml(_ folders: [String]) -> String {
        var caches = ["/var/cache/fontconfig"]
        if let home = ProcessInfo.processInfo.environment["HOME"], home.hasPrefix("/") {
            caches.append("\(home)/.cache/fontconfig")
        }
        // `access(…, W_OK)` holds for it, every file below it fails without a word.
        caches.append("/dev/null")
        return "<fontconfig>"
            + folders.map { "<dir>\(escaped($0))</dir>" }.joined()
            + caches.map { "<cachedir>\(escaped($0))</cachedir>" }.joined()
            + "</fontconfig>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
