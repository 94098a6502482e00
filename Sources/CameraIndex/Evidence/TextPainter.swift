internal import CPango
import Foundation

/// Draws text of any script as ink, through Pango, fontconfig and FreeType.
///
/// Shaping, direction and the choice of a font for each letter are Pango's. Lines run from left to
/// right, with right-to-left words inside in their own order. Not for two threads at a time.
@safe
public struct TextPainter: ~Copyable {
    /// Where fonts are looked for unless other folders are given.
    public static var systemFontFolders: [String] { FontCatalogue.systemFolders }

    /// Preferred fonts; Pango takes any other that has a letter which these lack.
    ///
    /// Simplified Chinese stands before other Han fonts, so that shared ideographs take its forms.
    private static let families =
        "Noto Sans,DejaVu Sans,Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei,"
        + "Droid Sans Fallback"

    private let catalogue: FontCatalogue
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer

    /// Reads the fonts below `fontFolders`; costs milliseconds, so one painter serves many texts.
    ///
    /// - Throws: `EvidenceError.noFont` when there is none: Pango would end the process.
    public init(
        fontFolders: [String] = TextPainter.systemFontFolders
    ) throws(EvidenceError) {
        _ = Self.silencePango
        FontCatalogue.silenceDefault
        let catalogue = try FontCatalogue(folders: fontFolders)
        guard let fontMap = unsafe pango_ft2_font_map_new() else {
            throw EvidenceError.textEngine(operation: "pango_ft2_font_map_new")
        }
        unsafe catalogue.serve(fontMap)
        guard let context = unsafe pango_font_map_create_context(fontMap) else {
            unsafe g_object_unref(UnsafeMutableRawPointer(fontMap))
            throw EvidenceError.textEngine(operation: "pango_font_map_create_context")
        }
        unsafe pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        self.catalogue = catalogue
        unsafe self.fontMap = fontMap
        unsafe self.context = context
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(context))
        unsafe g_object_unref(UnsafeMutableRawPointer(fontMap))
    }

    /// Draws `text`, with line breaks and control characters taken as spaces.
    ///
    /// The result is never wider than the style allows, and empty for a text without letters.
    public borrowing func coverage(
        of text: String,
        style: TextStyle
    ) throws(EvidenceError) -> TextCoverage {
        let line = PlainText.line(text)
        guard !line.isEmpty else { return .empty }
        let layout = try unsafe TextLayout(context: context, families: Self.families)
        layout.set(line, style: style)
        return layout.rendered(maxWidthPixels: style.maxWidthPixels)
    }

    /// Drops what Pango would print on standard error, once for the process.
    ///
    /// It says nothing that a caller could act on; a letter without a glyph is counted in
    /// `TextCoverage.missingGlyphs`.
    private static let silencePango: UInt32 = unsafe g_log_set_handler(
        "Pango",
        GLogLevelFlags(rawValue: ~0 & ~3),
        { _, _, _, _ in },
        nil
    )
}
