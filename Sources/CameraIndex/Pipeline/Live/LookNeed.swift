/// How much a camera needs to be looked at.
package struct LookNeed: Hashable, Sendable {
    /// When it was last looked at, on the steady clock.
    package var looked: MediaTime
    /// How far two looks may lie apart for its rules.
    package var bound: MediaDuration

    /// Makes a need.
    package init(looked: MediaTime = .zero, bound: MediaDuration) {
        self.looked = looked
        self.bound = bound
    }

    /// For how long it was not looked at, as a share of what its rules bear: from 1 on a stop may
    /// be missed.
    ///
    /// Who is looked at in the order of it has its gaps widened evenly by its rules, where there is
    /// too little time for all.
    package func urgency(at now: MediaTime) -> Double {
        (now - looked).seconds / max(bound.seconds, 0.001)
    }
}
