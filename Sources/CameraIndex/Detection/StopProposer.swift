/// Finds regions that have lately kept one value which is not the reference's.
struct StopProposer: Sendable {
    let size: PixelSize
    let parameters: DetectorParameters

    /// A region that seems to stand still.
    struct Proposal: Sendable {
        var mask: RegionMask
        /// When half of its pixels had taken their value.
        var start: MediaTime
    }

    /// The smallest share of the plane that must be stable before anything is proposed.
    private static let smallestShare: Float = 0.0008
    /// The smallest shorter side of a proposal, as a share of the plane's width.
    private static let smallestSide: Float = 0.012

    /// What stands still outside of the pixels that `owner` marks as claimed.
    func proposals(in layer: CandidateLayer, owner: [UInt8], at now: MediaTime) -> [Proposal] {
        guard stableCount(layer, owner) >= smallestArea else { return [] }
        var bits = [UInt8](repeating: 0, count: size.areaPixels)
        let least = parameters.proposalCreditSeconds
        for index in bits.indices where layer.credit[index] >= least && owner[index] == 0 {
            bits[index] = 1
        }
        let reach = max(2, Int((0.012 * Float(size.width)).rounded()))
        let mask = ForegroundMask(size: size, bits: bits).opened().closed(reach)
        return mask.components().compactMap {
            proposal(of: $0, layer: layer, owner: owner, now: layer.seconds(at: now))
        }
    }

    private var smallestArea: Int {
        max(12, Int(Self.smallestShare * Float(size.areaPixels)))
    }

    private func stableCount(_ layer: CandidateLayer, _ owner: [UInt8]) -> Int {
        var count = 0
        let credits = layer.credit.span
        let owners = owner.span
        let limit = parameters.stableSeconds
        for index in 0..<size.areaPixels where credits[index] >= limit && owners[index] == 0 {
            count += 1
        }
        return count
    }

    /// The component as a proposal, or nil where it is too small, too young or too mixed.
    private func proposal(
        of component: RegionMask,
        layer: CandidateLayer,
        owner: [UInt8],
        now: Float
    ) -> Proposal? {
        guard
            Float(min(component.box.width, component.box.height))
                >= Self.smallestSide * Float(size.width)
        else { return nil }
        var starts: [Float] = []
        var stable = 0
        component.forEachPixel { _, index in
            guard owner[index] == 0, layer.credit[index] >= parameters.proposalCreditSeconds else {
                return
            }
            starts.append(layer.start[index])
            if layer.credit[index] >= parameters.stableSeconds { stable += 1 }
        }
        guard stable >= smallestArea else { return nil }
        starts.sort()
        let median = starts[starts.count / 2]
        guard now - starts[starts.count / 4] >= parameters.proposalAgeSeconds else { return nil }
        // Filled holes have no value of their own, and other starts are another object.
        var mask = component
        component.forEachPixel { inside, index in
            let isOwn =
                layer.credit[index] >= parameters.proposalCreditSeconds && owner[index] == 0
                && abs(layer.start[index] - median) <= parameters.startSpreadSeconds
            mask.bits[inside] = isOwn ? 1 : 0
        }
        guard mask.count >= smallestArea, let box = mask.tightBox else { return nil }
        return Proposal(mask: mask.recut(to: box), start: layer.time(at: median))
    }
}
