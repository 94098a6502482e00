import Testing

struct CommandTests {
    @Test func `help and version are answers`() throws {
        let help = try CommandRun("--help")
        #expect(help.status == 0)
        #expect(help.output.hasPrefix("OVERVIEW: Finds what stopped in camera footage"))
        #expect(help.errors == "")
        let version = try CommandRun("--version")
        #expect(version.status == 0)
        #expect(version.output == "0.1.0\n")
    }

    @Test func `an unknown option is a mistake of usage`() throws {
        let run = try CommandRun("--colour")
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("camindexd: Unknown option '--colour'\nUsage: camindexd"))
    }
}
