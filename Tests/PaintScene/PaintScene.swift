import ArgumentParser

@main
struct PaintScene: ParsableCommand {
}
