import Foundation
import Patch
import Testing

/// Mutated inputs: each is staged whole or refused with a finding, and a refusal stages nothing.
@Suite struct FuzzTests {
  /// SplitMix64, so that a printed seed plays the same inputs again.
  struct SeededRandom: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let tree = MemoryTree([
    "old": .file(.init(contents: Array("one\ntwo\nthree\n".utf8))),
    "gone": .file(.init(contents: Array("gone\n".utf8))),
    "dir/inner": .file(.init(contents: Array("inner\n".utf8))),
    "link": .symlink(target: Array("old".utf8)),
    "fifo": .special,
  ])

  private static let changeSet = Array(
    """
    {"description":"fuzz","changes":[{"write":"new/file","content":"new\\n","mode":"100755"},
    {"write":"bytes","content":"AAEC/w==","encoding":"base64","expect":{"exists":false}},
    {"replace":"old","old":"two","new":"zwei","count":1},{"move":"gone","to":"moved/gone"},
    {"delete":"dir/inner"},{"symlink":"other","target":"old"},{"chmod":"old","mode":"100755"}]}
    """.utf8)

  private static let diff = Array(
    """
    diff --git a/old b/old
    --- a/old
    +++ b/old
    @@ -1,3 +1,3 @@
     one
    -two
    +zwei
     three
    diff --git a/new b/new
    new file mode 100755
    --- /dev/null
    +++ b/new
    @@ -0,0 +1,2 @@
    +a
    +b
    diff --git a/gone b/moved
    similarity index 100%
    rename from gone
    rename to moved
    diff --git a/dir/inner b/dir/inner
    deleted file mode 100644
    --- a/dir/inner
    +++ /dev/null
    @@ -1 +0,0 @@
    -inner

    """.utf8)

  private static let odd: [[UInt8]] = [
    [0], [0xFF], Array("../".utf8), Array("/".utf8), Array("\"".utf8), Array("\\u0000".utf8),
    Array("{".utf8), Array("]".utf8), Array("99999999999999999999".utf8), Array("-1".utf8),
    Array("@@".utf8), Array("\\ud800".utf8), Array(".git/".utf8), Array("\r\n".utf8),
  ]

  private func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 1...40, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where at < bytes.count: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes.removeSubrange(at...)
      case 2: bytes.removeSubrange(at..<end)
      case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 4:
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        lines.swapAt(
          Int.random(in: lines.indices, using: &random),
          Int.random(in: lines.indices, using: &random))
        bytes = Array(lines.joined(separator: [0x0A]))
      default: bytes.insert(contentsOf: Self.odd.randomElement(using: &random) ?? [], at: at)
      }
    }
    return bytes
  }

  @Test(arguments: [changeSet, diff])
  func `a mutated input is staged whole or refused with a finding`(_ input: [UInt8]) throws {
    let seed = UInt64.random(in: 0..<1_000_000_000)
    print("fuzz seed \(seed)")
    var random = SeededRandom(state: seed)
    var (staged, refused) = (0, 0)
    for turn in 0..<1500 {
      let bytes = mutated(input, &random)
      var tree = StagedTree(base: Self.tree)
      do throws(Refusal) {
        try tree.stage(try ChangeSet(reading: bytes, on: Self.tree))
        staged += 1
        for path in tree.touched.keys {
          #expect(PathGuard.objection(to: path) == nil, "seed \(seed), input \(turn)")
          #expect(!path.components.contains { $0.elementsEqual("..".utf8) })
        }
      } catch {
        refused += 1
        #expect(!error.findings.isEmpty, "seed \(seed), input \(turn)")
        #expect(tree.touched.isEmpty, "seed \(seed), input \(turn)")
      }
    }
    #expect(staged > 10 && refused > 100, "seed \(seed): \(staged) staged, \(refused) refused")
  }
}
