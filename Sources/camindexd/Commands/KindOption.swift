import ArgumentParser
import CameraIndex

/// Which kinds of events are asked for: one, all that tell a camera's health, or every one.
enum KindOption: ExpressibleByArgument {
    /// One kind.
    case one(Event.Kind)
    /// All that tell how a camera was.
    case health
    /// All there are.
    case all

    init?(argument: String) {
        switch argument {
        case "health": self = .health
        case "all": self = .all
        default:
            guard let kind = Event.Kind(rawValue: argument) else { return nil }
            self = .one(kind)
        }
    }

    static var allValueStrings: [String] {
        ["all", "health"] + Event.Kind.allCases.map(\.rawValue)
    }

    static let help = ArgumentHelp(
        "Kind of event, all, or health: how the cameras were. Repeatable. Default: dwell.",
        valueName: "kind"
    )

    /// The kinds that are asked for by all of `options`: what happened before the cameras, where
    /// none says otherwise.
    static func kinds(of options: [KindOption]) -> [Event.Kind] {
        guard !options.isEmpty else { return [.dwell] }
        return options.flatMap { option in
            switch option {
            case .one(let kind): [kind]
            case .health: Event.Kind.health
            case .all: Event.Kind.allCases
            }
        }
    }
}
