public import CameraIndex

extension SceneScript {
    /// The street of the demonstration: one vehicle stands for five minutes, one for three, a taxi
    /// for forty seconds, while traffic passes in front and clouds come and go.
    ///
    /// A shorter duration cuts it off.
    public static func demo(
        size: PixelSize = PixelSize(width: 640, height: 360),
        fps: Double = 6,
        duration: MediaDuration = .minutes(10),
        seed: UInt64 = 1
    ) -> SceneScript {
        SceneScript(
            size: size,
            fps: fps,
            duration: duration,
            seed: seed,
            stops: [
                ScriptedStop(
                    lane: .farKerb,
                    place: 0.3,
                    vehicle: .saloon,
                    paint: .silver,
                    arrival: MediaTime(seconds: 60),
                    departure: MediaTime(seconds: 360)
                ),
                ScriptedStop(
                    lane: .nearKerb,
                    place: 0.55,
                    vehicle: .van,
                    paint: .white,
                    arrival: MediaTime(seconds: 150),
                    departure: MediaTime(seconds: 330)
                ),
                ScriptedStop(
                    lane: .farKerb,
                    place: 0.7,
                    vehicle: .hatchback,
                    paint: .yellow,
                    arrival: MediaTime(seconds: 430),
                    departure: MediaTime(seconds: 470)
                ),
            ],
            clockStart: nil
        )
    }
}
