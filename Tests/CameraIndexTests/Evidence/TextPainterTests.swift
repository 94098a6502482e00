import CameraIndex
import Foundation
import Testing

struct TextPainterTests {
    private let style = TextStyle(heightPixels: 24)

    @Test func `Chinese text has glyphs of its own`() throws {
        let painter = try TextPainter()
        let east = try painter.coverage(of: "东", style: style)
        let gate = try painter.coverage(of: "门", style: style)
        #expect(east.missingGlyphs == 0)
        #expect(gate.missingGlyphs == 0)
        #expect(east.ink != gate.ink)
        #expect(east.ink.contains { $0 > 200 })
    }

    @Test func `a letter that no font has shows as a box and is counted`() throws {
        let painter = try TextPainter()
        let unknown = try painter.coverage(of: "\u{378}", style: style)
        let chinese = try painter.coverage(of: "东", style: style)
        #expect(unknown.missingGlyphs == 1)
        #expect(unknown.ink.contains { $0 > 0 })
        #expect(unknown.ink != chinese.ink)
    }

    @Test func `Latin, Arabic and Chinese stand on one line`() throws {
        let painter = try TextPainter()
        let mixed = try painter.coverage(of: "Gate 2 مدخل 北京", style: style)
        let latin = try painter.coverage(of: "Gate 2", style: style)
        #expect(mixed.missingGlyphs == 0)
        #expect(mixed.size.width > latin.size.width + 2 * 24)
        #expect(mixed.size.height < 2 * 24)
    }

    @Test func `Arabic letters are joined`() throws {
        let painter = try TextPainter()
        let word = try painter.coverage(of: "بيت", style: style)
        // Zero-width non-joiners keep the letters in their separate shapes.
        let letters = try painter.coverage(of: "ب\u{200C}ي\u{200C}ت", style: style)
        #expect(word.size.width < letters.size.width)
    }

    @Test(arguments: ["", "\n", " \t "])
    func `a text without letters is empty`(text: String) throws {
        let empty = try TextPainter().coverage(of: text, style: style)
        #expect(empty.size == PixelSize(width: 0, height: 0))
        #expect(empty.ink.isEmpty)
    }

    @Test func `a line break in a name becomes a space`() throws {
        let painter = try TextPainter()
        let broken = try painter.coverage(of: "North\r\n\tgate\u{0}\u{2028}2\n", style: style)
        let plain = try painter.coverage(of: "North gate 2", style: style)
        #expect(broken == plain)
    }

    @Test func `a name cannot turn the direction of its letters around`() throws {
        let painter = try TextPainter()
        let forged = try painter.coverage(of: "\u{202E}gate\u{2066}", style: style)
        #expect(forged == (try painter.coverage(of: "gate", style: style)))
    }

    @Test(arguments: [1, 5, 40, 200])
    func `a text never exceeds its room`(width: Int) throws {
        let painter = try TextPainter()
        let long = String(repeating: "东大街 Gate مدخل ", count: 100_000)
        for overflow in [TextStyle.Overflow.ellipsis, .wrap(maxLines: 3)] {
            let narrow = TextStyle(
                heightPixels: 16,
                maxWidthPixels: width,
                overflow: overflow
            )
            let drawn = try painter.coverage(of: long, style: narrow)
            #expect(drawn.size.width <= width)
            #expect(drawn.size.height < 3 * 2 * 16)
            #expect(drawn.ink.count == drawn.size.areaPixels)
        }
    }

    @Test func `a wrapped text takes more lines and keeps the first baseline`() throws {
        let painter = try TextPainter()
        let wide = try painter.coverage(of: "North gate", style: style)
        let narrow = try painter.coverage(
            of: "North gate",
            style: TextStyle(
                heightPixels: 24,
                maxWidthPixels: wide.size.width - 10,
                overflow: .wrap(maxLines: 2)
            )
        )
        #expect(narrow.size.height > wide.size.height * 3 / 2)
        #expect(narrow.baseline == wide.baseline)
    }

    @Test func `bold strokes hold more ink`() throws {
        let painter = try TextPainter()
        let regular = try painter.coverage(of: "Gate", style: style)
        let bold = try painter.coverage(
            of: "Gate",
            style: TextStyle(heightPixels: 24, isBold: true)
        )
        func ink(_ text: TextCoverage) -> Int { text.ink.reduce(0) { $0 + Int($1) } }
        #expect(ink(bold) > ink(regular))
    }

    @Test func `folders without a font are an error, not an end of the process`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let folders = [folder.path, "/no/such <folder> & none"]
        let error = #expect(throws: EvidenceError.self) {
            _ = try TextPainter(fontFolders: folders)
        }
        #expect(error == .noFont(folders: folders))
        try FileManager.default.removeItem(at: folder)
    }

    @Test func `the error names the folders and what to install`() {
        #expect(
            EvidenceError.noFont(folders: ["/usr/share/fonts", "/home/x/.fonts"]).description == """
                no font is installed in /usr/share/fonts, /home/x/.fonts, so stills cannot be \
                captioned.
                  Install fonts for the scripts in use, such as the packages fonts-dejavu-core and \
                fonts-droid-fallback.
                """
        )
        #expect(
            EvidenceError.textEngine(operation: "pango_layout_new").description == """
                cannot draw text: pango_layout_new failed.
                  Check that the libraries pango, fontconfig and freetype are whole and that \
                memory is left.
                """
        )
    }
}
