import Testing

@testable import Backstitch

/// Which of our lines a reflog has at its end.
@Suite struct ReflogTests {
  private func overlap(_ text: String, _ lines: String) -> Int {
    Reflog.overlap(of: Array(text.utf8), with: Array(lines.utf8))
  }

  @Test func `none, all, or the first bytes of our lines are told`() {
    let lines = "a b me\tcommit: x\nb c me\tcommit: y\n"
    #expect(overlap("", lines) == 0)
    #expect(overlap("z a you\tcommit: w\n", lines) == 0)
    #expect(overlap("z a you\tcommit: w\n" + lines, lines) == lines.utf8.count)
    #expect(overlap("z a you\tcommit: w\na b m", lines) == 5)
    #expect(overlap(lines, lines) == lines.utf8.count)
    // Somebody's line behind ours makes it theirs.
    #expect(overlap(lines + "c d you\tcommit: z\n", lines) == 0)
    // In the middle of a line nothing of ours begins.
    #expect(overlap("xa b m", lines) == 0)
  }
}
