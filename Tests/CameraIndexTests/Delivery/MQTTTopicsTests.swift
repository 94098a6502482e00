import CameraIndex
import Testing

struct MQTTTopicsTests {
    @Test(arguments: [
        ("gate-2", "gate-2"), ("东门 2", "东门 2"), ("a/b", "a%2Fb"), ("a+b#c", "a%2Bb%23c"),
        ("100%", "100%25"),
    ])
    func `a camera is one level of a topic`(camera: String, level: String) {
        let topics = MQTTTopics("site/north")
        #expect(topics.events(ofCamera: camera) == "site/north/cameras/\(level)/events")
        #expect(topics.status(ofCamera: camera) == "site/north/cameras/\(level)/status")
        #expect(topics.status == "site/north/status")
    }
}
