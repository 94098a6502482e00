import Testing
import camindexd

struct MetricsTextTests {
    @Test func `a metric has its help, its kind and its values`() {
        var text = MetricsText()
        text.add("a_total", .counter, "What is counted.", [.init(3, [("part", "x"), ("b", "y")])])
        text.add("b_seconds", .gauge, "How long.", 0.25)
        #expect(
            text.text == """
                # HELP a_total What is counted.
                # TYPE a_total counter
                a_total{part="x",b="y"} 3
                # HELP b_seconds How long.
                # TYPE b_seconds gauge
                b_seconds 0.25

                """
        )
    }

    @Test func `a metric without values is left out`() {
        var text = MetricsText()
        text.add("a_seconds", .gauge, "How long.", nil)
        text.add("b_seconds", .gauge, "How long.", [MetricsText.Sample]())
        #expect(text.text == "")
    }

    @Test(arguments: [
        ("东门 2", "东门 2"), (#"a"b"#, #"a\"b"#), (#"a\b"#, #"a\\b"#), ("a\nb", #"a\nb"#),
        ("a\r\nb", "a\r\\nb"), (#"\n"#, #"\\n"#), ("", ""),
    ])
    func `a label is escaped`(value: String, written: String) {
        var text = MetricsText()
        text.add("a", .gauge, "-", [.init(1, [("camera", value)])])
        #expect(text.text.hasSuffix("\na{camera=\"\(written)\"} 1\n"))
    }

    @Test func `a help is escaped, but for quotes`() {
        var text = MetricsText()
        text.add("a", .gauge, "so \"called\"\nand \\", 1)
        #expect(text.text.hasPrefix("# HELP a so \"called\"\\nand \\\\\n"))
    }

    @Test(arguments: [
        (0, "0"), (-1, "-1"), (1_800_000_000, "1800000000"), (0.001, "0.001"), (1e-7, "1e-07"),
        (1e20, "1e+20"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ])
    func `a number is written as Prometheus reads it`(value: Double, written: String) {
        var text = MetricsText()
        text.add("a", .gauge, "-", value)
        #expect(text.text.hasSuffix("\na \(written)\n"))
    }
}
