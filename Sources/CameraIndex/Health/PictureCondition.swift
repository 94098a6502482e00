/// Tells what is wrong with a picture, by itself and beside what the camera usually shows.
enum PictureCondition {
    /// A generated screen is of one level but for what is written on it.
    private static let evenShare = 0.9
    /// Black is at 16 in limited range; a sensor without light adds noise.
    private static let black: UInt8 = 34
    /// So little light leaves nothing by which a vehicle is told from the road.
    private static let dark: UInt8 = 60
    private static let whiteShare = 0.5
    /// What covers a lens has no detail; a vehicle before it leaves some of the scene.
    private static let coveredDetail = 0.35
    private static let coveredAgreement = 0.35
    private static let plainDetail = 0.1
    /// Blur takes the fine edges and leaves where it is bright and dark.
    private static let blurredDetail = 0.45
    private static let blurredAgreement = 0.6
    /// Of another scene a third fits by chance, and as much is the other way round.
    private static let movedAgreement = 0.5
    private static let movedContradiction = 0.18

    /// What is wrong with a picture, or nil.
    ///
    /// - Parameters:
    ///   - measure: the picture.
    ///   - usual: what the camera usually shows.
    /// - Returns: the one thing that is most plainly wrong.
    static func seen(in measure: PictureMeasure, besides usual: UsualView) -> Event.Kind? {
        if measure.brightest <= black { return .black }
        if measure.whiteShare >= whiteShare { return .overExposed }
        if measure.evenShare >= evenShare { return .noSignal }
        let comparison = usual.comparison(with: measure)
        if let comparison, isCovered(comparison) {
            // At night the scene fades as well, but nothing is bright then.
            return measure.bright <= dark ? .lowLight : .covered
        }
        if measure.bright <= dark { return .lowLight }
        guard let comparison, let layout = comparison.layout else { return nil }
        if comparison.detail < blurredDetail {
            return layout.agreement >= blurredAgreement ? .outOfFocus : nil
        }
        let isOther =
            layout.agreement < movedAgreement && layout.contradiction >= movedContradiction
        return isOther ? .moved : nil
    }

    private static func isCovered(_ comparison: UsualView.Comparison) -> Bool {
        // A scene of one grey all over has no layout that could be missed.
        guard let layout = comparison.layout else { return comparison.detail < plainDetail }
        return comparison.detail < coveredDetail && layout.agreement < coveredAgreement
    }
}
