import Testing

@testable import Git

/// Lines counted without a diff are the diff's.
@Suite struct LineCountsTests {
  private func counts(
    _ old: String?, _ new: String?
  ) throws -> (counted: LineCounts, ofDiff: LineCounts) {
    let before = old.map { DiffSide(bytes: Array($0.utf8), mode: 0o100644) }
    let after = new.map { DiffSide(bytes: Array($0.utf8), mode: 0o100644) }
    let path = Array("file".utf8)
    let diff = try unifiedDiff(path: path, old: before, new: after)
    return (
      try lineCounts(path: path, old: before, new: after),
      LineCounts(added: diff.added, removed: diff.removed)
    )
  }

  @Test(
    arguments: [
      (nil, "a\nb\n"), ("a\nb", nil), (nil, ""), ("", "a"), ("a\n", "a"), ("a", "a\nb\n"),
      ("a\r\nb\n", "a\nb\n"), ("a\nb\nc\n", "x\na\ny\nb\nc\nz\n"), ("a\nb\nc\n", "c\nb\na\n"),
      ("a\n\u{0}\n", "a\n"), ("same\n", "same\n"), ("a\na\na\n", "a\n"),
    ] as [(String?, String?)])
  func `one side, lines put in between, ends and binary content`(
    _ old: String?, _ new: String?
  ) throws {
    let (counted, ofDiff) = try counts(old, new)
    #expect(counted == ofDiff)
  }

  @Test func `random small texts`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    func text() -> String {
      let lines = (0..<next(7)).map { _ in "\(next(3))\n" }.joined()
      return next(4) == 0 ? String(lines.dropLast()) : lines
    }
    for _ in 0..<2000 {
      let (old, new) = (text(), text())
      let (counted, ofDiff) = try counts(old, new)
      #expect(
        counted == ofDiff, "seed \(seed): \(old.debugDescription) to \(new.debugDescription)")
    }
  }
}
