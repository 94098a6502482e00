internal import CPango

/// One text laid out by Pango.
@safe
struct TextLayout: ~Copyable {
    /// Wider bitmaps than this are refused by no one but help no one: twice an 8K picture.
    private static let widestPixels = 16_384

    private let layout: OpaquePointer
    private let font: OpaquePointer

    /// Makes an empty layout in `context`, which it keeps alive.
    init(context: OpaquePointer, families: String) throws(EvidenceError) {
        guard let layout = unsafe pango_layout_new(context) else {
            throw EvidenceError.textEngine(operation: "pango_layout_new")
        }
        guard let font = unsafe pango_font_description_new() else {
            unsafe g_object_unref(UnsafeMutableRawPointer(layout))
            throw EvidenceError.textEngine(operation: "pango_font_description_new")
        }
        unsafe pango_font_description_set_family(font, families)
        unsafe self.layout = layout
        unsafe self.font = font
    }

    deinit {
        unsafe pango_font_description_free(font)
        unsafe g_object_unref(UnsafeMutableRawPointer(layout))
    }

    /// Lays out `text`, one paragraph without control characters.
    func set(_ text: String, style: TextStyle) {
        unsafe pango_font_description_set_absolute_size(
            font,
            Double(max(1, style.heightPixels)) * Double(PANGO_SCALE)
        )
        unsafe pango_font_description_set_weight(
            font,
            style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL
        )
        unsafe pango_layout_set_font_description(layout, font)
        // The direction of a caption must not follow the first letter of a camera's name.
        unsafe pango_layout_set_auto_dir(layout, 0)
        unsafe pango_layout_set_text(layout, text, CInt(text.utf8.count))
        // A hyphen at a line's end would be read as a part of an event's name.
        let attributes = unsafe pango_attr_list_new()
        unsafe pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
        unsafe pango_layout_set_attributes(layout, attributes)
        unsafe pango_attr_list_unref(attributes)
        guard let width = style.maxWidthPixels else { return }
        unsafe pango_layout_set_width(
            layout,
            CInt(min(max(1, width), Self.widestPixels)) * PANGO_SCALE
        )
        switch style.overflow {
        case .ellipsis:
            unsafe pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_MIDDLE)
        case .wrap(let maxLines):
            unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
            unsafe pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
            // A negative height counts lines (pango_layout_set_height).
            unsafe pango_layout_set_height(layout, -CInt(min(max(1, maxLines), 1_000)))
        }
    }

    /// Draws what was set, cut off at `maxWidthPixels`.
    func rendered(maxWidthPixels: Int?) -> TextCoverage {
        var ink = PangoRectangle()
        var logical = PangoRectangle()
        unsafe pango_layout_get_pixel_extents(layout, &ink, &logical)
        // Slanted and stacked letters may reach beyond their logical box: the bitmap holds both.
        let left = min(ink.x, logical.x)
        let top = min(ink.y, logical.y)
        let right = max(ink.x + ink.width, logical.x + logical.width)
        let bottom = max(ink.y + ink.height, logical.y + logical.height)
        let width = min(Int(right - left), maxWidthPixels ?? Self.widestPixels, Self.widestPixels)
        let height = Int(bottom - top)
        guard width > 0, height > 0 else { return .empty }
        var pixels = [UInt8](repeating: 0, count: width * height)
        unsafe pixels.withUnsafeMutableBufferPointer { buffer in
            var bitmap = unsafe FT_Bitmap()
            unsafe bitmap.rows = CUnsignedInt(height)
            unsafe bitmap.width = CUnsignedInt(width)
            unsafe bitmap.pitch = CInt(width)
            unsafe bitmap.buffer = buffer.baseAddress
            unsafe bitmap.num_grays = 256
            unsafe bitmap.pixel_mode = UInt8(FT_PIXEL_MODE_GRAY.rawValue)
            unsafe pango_ft2_render_layout(&bitmap, layout, -left, -top)
        }
        return TextCoverage(
            size: PixelSize(width: width, height: height),
            ink: pixels,
            baseline: Int(unsafe pango_layout_get_baseline(layout) / PANGO_SCALE - top),
            missingGlyphs: Int(unsafe pango_layout_get_unknown_glyphs_count(layout))
        )
    }
}
