extension RuleBook {
    /// The zones that the rules judge.
    public var judgedZones: [JudgedZone] {
        rules.map { rule in
            JudgedZone(
                rule: rule.name,
                zone: rule.zone.name,
                outline: rule.zone.outline,
                limit: rule.limit
            )
        }
    }
}
