/// The second look at a proposed stop: its whole body, and whether a thing came at all.
struct StopVerification {
    /// What the second look found.
    enum Finding {
        /// A thing stands there: its whole template.
        case thing(StopTemplate)
        /// A shadow or a patch of light.
        case shadow(StopTemplate)
        /// Something that was part of the reference left: what is now seen is the empty scene.
        case left(RegionMask, RegionLevels)
        /// Nothing arrived: the reference was wrong here.
        case referenceError(RegionMask, RegionLevels)
        /// Too little is seen to say.
        case undecided
    }

    let model: BackgroundModel
    let past: StopHistory
    let memory: SceneMemory
    /// Pixels of other stops, non-zero.
    let claimed: [UInt8]
    /// Pixels that changed at another time, non-zero: a body does not grow into them.
    let foreign: [UInt8]

    /// Structure in units of noise below which it is a shadow (shadows 0.1 to 0.9,
    /// vehicles 2.7 up).
    private static let leastStructure: Float = 1.5
    /// From this share of matching pixels on, levels are those of the scene without anything.
    private static let leastScene: Float = 0.6
    /// A body of fewer pixels is none: a quarter of the smallest vehicle that must be found.
    private static let fewestPixels = 30
    /// Change of texture, in units of noise, below which the ground is still seen (light 0.4 to
    /// 1.8, vehicles 2.6 up, the smoothest dark things 1.6).
    private static let leastTextureChange: Float = 1.5
    /// The same where the ground's texture is found again: light that falls from another side.
    private static let leastTextureChangeAlike: Float = 4
    /// Correlation of the textures above which they are alike: vehicles hide the ground's, up to
    /// 0.2 for most, and the few that reach 0.5 change it by far more than light does.
    private static let leastCorrelation: Float = 0.4

    /// Contrast along an outline, as a share of the median change inside, below which it is that
    /// of light (light 0.06 to 0.31, vehicles 0.25 up), and below which it may be.
    private static let leastSharpness: Float = 0.22
    private static let leastCertainSharpness: Float = 0.33
    /// Change of texture, in units of noise, from which on a change with such an outline is a
    /// thing, where the textures are not alike.
    private static let leastSoftTextureChange: Float = 5

    /// Judges the stop that `template` shows since `since`.
    ///
    /// Where its arrival was not seen it may be what something that left has uncovered.
    func finding(for template: StopTemplate, since: MediaTime, arrivalSeen: Bool) -> Finding {
        let reach = max(6, max(template.box.width, template.box.height) / 2)
        let box = template.box.expanded(by: reach, within: model.size)
        guard let now = past.medianPresent(template, over: box, since: since) else {
            return .undecided
        }
        let reference = RegionLevels(of: model.level, width: model.size.width, over: box)
        let threshold = RegionLevels(of: model.threshold, width: model.size.width, over: box)
        let late = past.lateness(template, now: now, threshold: threshold, over: box, since: since)
        var before = past.medianBefore(template, over: box, since: since) ?? reference
        let old = template.mask.recut(to: box)
        var body = wholeBody(old, now: now, before: before, threshold: threshold, late: late)
        if matches(body, before, reference, threshold) < Self.leastScene {
            // Something else stood there before: what it uncovered is not this one's body.
            before = nearer(to: now, before, reference)
            body = wholeBody(old, now: now, before: before, threshold: threshold, late: late)
        }
        guard Float(body.sharedCount(with: old)) >= 0.3 * Float(old.count) else {
            return .referenceError(old, now)
        }
        guard
            !memory.knows(body, since: since, now: now, reference: reference, threshold: threshold)
        else { return .left(body, now) }
        let reachOfRim = max(2, Int((0.008 * Float(model.size.width)).rounded()))
        // Compared with what was seen before and not with the reference: where the reference still
        // holds something that left, what comes next to its place would be taken for bare ground.
        let outline = OutlineContrast(of: body, now: now, before: before, reach: reachOfRim)
        // Where something else stood before, its outline says nothing of the reference.
        if matches(body, before, reference, threshold) >= Self.leastScene {
            if outline.isBareGround || (!arrivalSeen && !outline.isArrival) {
                return .left(body, now)
            }
            if let part = outline.partThatCame() { body = part }
        }
        if body.count < Self.fewestPixels
            || matches(body, now, reference, threshold) >= Self.leastScene
        {
            return .undecided
        }
        var whole = StopTemplate(
            mask: body,
            level: now,
            reference: reference,
            threshold: threshold
        )
        if body.containsAny(of: claimed) { whole.behind = before }
        whole.surround = StopSurround(of: body, within: box, besides: claimed) { index in
            let place = old.place(of: index)
            return (now[place], threshold[place])
        }
        let isLight =
            Self.isLight(whole, noise: model.noise)
            || isSoftLight(whole, besides: before, reach: reachOfRim)
        return isLight ? .shadow(tight(whole)) : .thing(tight(whole))
    }

    /// Whether a change has a soft outline, as light and the edge of a cloud's shadow have, and
    /// little texture of its own.
    ///
    /// The tests of structure and texture alone fail where the ground shows its texture only in the
    /// light.
    private func isSoftLight(
        _ template: StopTemplate,
        besides before: RegionLevels,
        reach: Int
    ) -> Bool {
        let change = template.level.indices.map { template.level[$0] - before[$0] }
        let outline = OutlineContrast(
            of: template.mask,
            now: change,
            before: RegionLevels(repeating: 0, count: change.count),
            reach: reach
        )
        var inside: [Float] = []
        template.mask.forEachPixel { place, _ in inside.append(abs(change[place])) }
        inside.sort()
        guard let median = inside.dropFirst(inside.count / 2).first else { return false }
        let sharpness = outline.meanContrast / max(1, median)
        guard sharpness < Self.leastCertainSharpness else { return false }
        let texture = TextureChange(of: template)
        return sharpness < Self.leastSharpness
            || texture.difference < Self.leastSoftTextureChange * max(0.5, model.noise)
            || texture.correlation > Self.leastCorrelation
    }

    /// Whether nothing but the light has changed: the ground's own structure is still seen.
    static func isLight(_ template: StopTemplate, noise: Float) -> Bool {
        guard structure(of: template, noise: noise) >= leastStructure else { return true }
        let texture = TextureChange(of: template)
        let difference = texture.difference / max(0.5, noise)
        return difference < leastTextureChange
            || (texture.correlation > leastCorrelation && difference < leastTextureChangeAlike)
    }

    /// Of two levels for each pixel the one that is more like `now`: the smaller change.
    private func nearer(
        to now: RegionLevels,
        _ one: RegionLevels,
        _ other: RegionLevels
    ) -> RegionLevels {
        now.indices.map { place in
            abs(now[place] - one[place]) < abs(now[place] - other[place])
                ? one[place] : other[place]
        }
    }

    /// The share of a body's pixels at which two levels are alike.
    private func matches(
        _ body: RegionMask,
        _ levels: RegionLevels,
        _ others: RegionLevels,
        _ threshold: RegionLevels
    ) -> Float {
        var alike: Float = 0
        body.forEachPixel { inside, _ in
            if abs(levels[inside] - others[inside]) <= threshold[inside] { alike += 1 }
        }
        return alike / Float(max(1, body.count))
    }

    /// Everything that changed with the proposal: the connected changes that touch its pixels.
    private func wholeBody(
        _ old: RegionMask,
        now: RegionLevels,
        before: RegionLevels,
        threshold: RegionLevels,
        late: [Bool]
    ) -> RegionMask {
        let box = old.box
        let size = PixelSize(width: box.width, height: box.height)
        var changed = [UInt8](repeating: 0, count: box.areaPixels)
        for y in 0..<box.height {
            for x in 0..<box.width {
                let inside = y * box.width + x
                let isOther = late[inside] || foreign[old.planeIndex(x, y)] != 0
                guard !isOther || old.bits[inside] != 0 else { continue }
                if abs(now[inside] - before[inside]) > threshold[inside] / 2 {
                    changed[inside] = 1
                }
            }
        }
        let parts = ForegroundMask(size: size, bits: changed).opened().closed(3).components()
        var body = [UInt8](repeating: 0, count: box.areaPixels)
        for part in parts {
            var touching = 0
            for y in 0..<part.box.height {
                for x in 0..<part.box.width where part.bits[y * part.box.width + x] != 0 {
                    touching += Int(old.bits[(part.box.y + y) * box.width + part.box.x + x])
                }
            }
            guard touching >= 3 else { continue }
            for y in 0..<part.box.height {
                for x in 0..<part.box.width where part.bits[y * part.box.width + x] != 0 {
                    body[(part.box.y + y) * box.width + part.box.x + x] = 1
                }
            }
        }
        return RegionMask(box: box, planeWidth: old.planeWidth, bits: body)
    }

    private func tight(_ template: StopTemplate) -> StopTemplate {
        guard let box = template.mask.tightBox else { return template }
        return StopTemplate(
            mask: template.mask.recut(to: box),
            level: template.cut(template.level, to: box),
            reference: template.cut(template.reference, to: box),
            behind: template.behind.isEmpty ? [] : template.cut(template.behind, to: box),
            threshold: template.cut(template.threshold, to: box),
            surround: template.surround
        )
    }

    /// What remains of the object after the scaled reference is taken away, in units of noise: a
    /// shadow shows the ground's own structure, only darker.
    private static func structure(of template: StopTemplate, noise: Float) -> Float {
        var ratios: [Float] = []
        template.mask.forEachPixel { inside, _ in
            ratios.append(template.level[inside] / max(1, template.reference[inside]))
        }
        guard ratios.count >= 8 else { return 0 }
        ratios.sort()
        let ratio = ratios[ratios.count / 2]
        var rest: [Float] = []
        template.mask.forEachPixel { inside, _ in
            rest.append(template.level[inside] - ratio * template.reference[inside])
        }
        rest.sort()
        let spread = (rest[rest.count * 9 / 10] - rest[rest.count / 10]) / 2.56
        return spread / max(0.5, noise)
    }
}
