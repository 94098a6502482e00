import Testing
import camindexd

struct TextTableTests {
    @Test func `columns line up and titles stand over them`() {
        var table = TextTable(columns: [.words("CAMERA"), .numbers("EVENTS"), .words("RULE")])
        table.append(["gate-2", "3", "no-stopping"])
        table.append(["north", "1200", "x"])
        #expect(
            table.text == """
                CAMERA  EVENTS  RULE
                gate-2       3  no-stopping
                north     1200  x

                """
        )
    }

    @Test func `Chinese names take two columns a letter`() {
        var table = TextTable(columns: [.words("CAMERA"), .words("RULE")])
        table.append(["东门2", "a"])
        table.append(["gate-2", "b"])
        #expect(
            table.text == """
                CAMERA  RULE
                东门2   a
                gate-2  b

                """
        )
    }

    @Test func `a column without any cell is left out`() {
        var table = TextTable(columns: [.words("A"), .words("B"), .words("C")])
        table.append(["1", "", "3"])
        #expect(table.text == "A  C\n1  3\n")
    }

    @Test func `a name cannot move the cursor or break the line`() {
        var table = TextTable(columns: [.words("A")])
        table.append(["x\u{1B}[2J\ny\u{202E}z"])
        #expect(table.text == "A\nx␛[2J␊y\u{FFFD}z\n")
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("东", 2), ("ｶ", 1), ("カ", 2), ("한", 2),
        ("🚗", 2), ("👨‍👩‍👧", 2), ("Ж", 1), ("\u{200B}", 0),
    ])
    func `width is what a terminal uses`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test func `a CSV line quotes what needs it`() {
        #expect(
            CSVLine.text(["a", "b,c", "d\"e", "f\r\ng", "", "东"])
                == "a,\"b,c\",\"d\"\"e\",\"f\r\ng\",,东\r\n"
        )
    }
}
