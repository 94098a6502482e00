import ArgumentParser

/// `camindexd rules`: what other rules would make of the past, and making it so.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tries other rules on what was watched, or applies them to it.",
        discussion: """
            Stops are stored whatever the rules are: a rule that is changed, added or left out \
            answers for the past without any footage being decoded.
            """,
        subcommands: [RulesTry.self, RulesApply.self]
    )
}
