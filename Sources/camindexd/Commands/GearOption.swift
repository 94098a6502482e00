public import ArgumentParser
public import CameraIndex

/// The option that says how footage is sampled.
enum GearOption {
    static let abstract: String =
        "survey: a keyframe now and then, more only where it decides something. "
        + "keyframes: every keyframe. all: every frame."
    static let help = ArgumentHelp("\(abstract)", valueName: "gear")
}

extension Gear: ExpressibleByArgument {}
