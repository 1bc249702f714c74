import Glibc
import Testing

@testable import FileSystem

/// Short writes and interrupted calls.
@Suite struct CompletingTests {
  /// Plays answers of a call, one a time; a negative one is an errno.
  private func play(_ count: Int, _ answers: [Int]) -> (failure: Int32?, asked: [Int]) {
    var rest = answers[...]
    var asked: [Int] = []
    let failure = completing(count) { done in
      asked.append(done)
      guard let answer = rest.popFirst() else { return count - done }
      if answer < 0 { errno = Int32(-answer) }
      return max(answer, -1)
    }
    return (failure, asked)
  }

  @Test func `a call that does some goes on behind it`() {
    let (failure, asked) = play(10, [3, 1, 6])
    #expect(failure == nil && asked == [0, 3, 4])
  }

  @Test func `an interrupted call is made again`() {
    let (failure, asked) = play(10, [-Int(EINTR), 4, -Int(EINTR), -Int(EINTR), 6])
    #expect(failure == nil && asked == [0, 0, 4, 4, 4])
  }

  @Test func `an error behind some work is an error`() {
    let (failure, asked) = play(10, [4, -Int(ENOSPC)])
    #expect(failure == ENOSPC && asked == [0, 4])
  }

  @Test func `a call that does nothing does not go on for ever`() {
    #expect(play(10, [4, 0]).failure == EIO)
    #expect(play(0, []).asked.isEmpty)
  }
}
