public import ArgumentParser
public import CameraIndex

/// The option that says how footage is sampled.
enum GearOption {
    static let abstract: String =
        "auto: the cheapest that keeps the promise of the rules. survey: a keyframe now and then, "
        + "more only where it decides something. keyframes: every keyframe. nth: the frames that "
        + "are analysed, and those that others lean on. all: every frame."
    static let help = ArgumentHelp("\(abstract)", valueName: "gear")
}

extension GearWish: ExpressibleByArgument {}
