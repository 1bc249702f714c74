import Generators
import Patch
import ProjectModel
import SourceEdits
import Testing

/// What must hold for every Compose file that people wrote.
@Suite struct DockerComposeTests {
  private func sample(_ text: String) throws -> DockerSample {
    var sample = try DockerSample()
    try sample.write("compose.yaml", text)
    return sample
  }

  private static let made: Set<String> = ["backend", "frontend", "db"]

  @Test(
    "every line that was there stays, in order, and all services are read as they were",
    arguments: DockerComposeTexts.all)
  func keeps(text: String) throws {
    var sample = try sample(text)
    let before = try #require(try sample.compose())
    try sample.generated()
    let after = try #require(try sample.compose())
    let kept = after.services.filter { !Self.made.contains($0.name) }
    #expect(kept.map(\.name) == before.services.map(\.name))
    #expect(kept.map(\.values) == before.services.map(\.values))
    #expect(Set(after.services.map(\.name)) == Self.made.union(before.services.map(\.name)))
    #expect(Set(after.volumes) == Set(before.volumes + ["db-data"]))
    var rest = try sample.text("compose.yaml").split(whereSeparator: \.isNewline)[...]
    for line in text.split(whereSeparator: \.isNewline) {
      let index = try #require(rest.firstIndex(of: line))
      rest = rest[(index + 1)...]
    }
  }

  @Test(
    "what is added says what a new file says, and no comment or ending gets lost",
    arguments: DockerComposeTexts.all)
  func means(text: String) throws {
    var fresh = try DockerSample()
    try fresh.generated()
    let expected = try #require(try fresh.compose())
    var sample = try sample(text)
    try sample.generated()
    let found = try #require(try sample.compose())
    for name in Self.made {
      var one = try #require(found.service(name))
      let other = try #require(expected.service(name))
      one.place = other.place
      #expect(one == other)
    }
    let all = try sample.text("compose.yaml")
    #expect(all.ranges(of: "#").count == text.ranges(of: "#").count)
    #expect(text.contains("\r\n") == all.contains("\r\n"))
  }

  @Test("a second run changes nothing", arguments: DockerComposeTexts.all)
  func again(text: String) throws {
    var sample = try sample(text)
    try sample.generated()
    let (again, _) = try sample.generate()
    #expect(again.changes.isEmpty)
  }

  @Test(
    "the inverses give the bytes back, those of one service leave the others alone",
    arguments: DockerComposeTexts.all)
  func inverts(text: String) throws {
    let (_, tree) = try sample(text).generate()
    let touched = try #require(tree.touched["compose.yaml"])
    var bytes = try #require(try tree.contents(of: "compose.yaml"))
    #expect(touched.edits.count == 4)
    for staged in touched.edits.reversed() {
      for edit in staged.inverse { bytes = try edit.apply(to: bytes).text }
    }
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    let frontend = try #require(touched.edits.first { "\($0.edit)".contains("frontend\"") })
    var one = try #require(try tree.contents(of: "compose.yaml"))
    for edit in frontend.inverse { one = try edit.apply(to: one).text }
    var after = try sample(String(decoding: one, as: UTF8.self))
    let left = try #require(try after.compose())
    #expect(left.service("frontend") == nil && left.service("backend") != nil)
    try after.write("backend/Dockerfile", "FROM python\n")
    #expect(try after.generate([.frontend]).changes.changes.isEmpty == false)
  }
}
