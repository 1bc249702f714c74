import FileSystem
import Foundation
import Patch
import SourceEdits
import Testing

@testable import Journal

/// What we write is what the standard encoder writes, but for the order of members.
@Suite struct RecordEncoderTests {
  private func check(_ value: some Encodable) throws {
    let ours = try RecordEncoder.encode(value)
    let theirs = try JSONEncoder().encode(value)
    func parsed(_ data: Data) throws -> NSObject {
      try #require(
        try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) as? NSObject)
    }
    #expect(try parsed(Data(ours)) == parsed(theirs), "\(String(decoding: ours, as: UTF8.self))")
    #expect(!ours.contains { $0 < 0x20 }, "a record is one line")
  }

  @Test func `every text is written as JSON can hold it`() throws {
    for scalar in (0..<0x100).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{1F600}"] {
      try check("a\(Character(scalar))b")
    }
    for text in ["", "\"", "\\", "\r\n", "e\u{301}", "\u{0}\u{0}", "/"] {
      try check([text, text])
      try check(["key \(text)": text])
    }
  }

  @Test func `nested and empty containers end where they should`() throws {
    try check([[[Int]]]())
    try check([[[1], []], [], [[2, 3]]])
    try check([Int?.none, 1, nil])
    try check(["a": [["b": [Int]()]], "c": []])
    try check(Record.Landed())
    try check([Record.Landed(), Record.Landed()])
    try check([Int64.min, Int64.max])
    try check([UInt64.max])
    try check([true, false])
    try check([1.5, -0.25])
    #expect(throws: EncodingError.self) { try RecordEncoder.encode([Double.nan]) }
  }

  @Test func `an operation with all there can be in it`() throws {
    let file = FileImage(
      id: String(repeating: "a", count: 40), size: .max, mode: 0o4755, owner: 1, group: 2,
      attributes: [.init(name: "user.x", value: Bytes([0, 255]))],
      stored: StoredContent(pack: "pack-1", offset: 12))
    let edit = RecordedEdit(
      forward: [.addImport(ImportEdit(module: "a.b", name: "c"))],
      backward: [
        .removeImport(ImportEdit(module: "a.b", name: "c")),
        .removeClass(ClassEdit(name: "X", source: "class X:\n  \"\"\"y\"\"\"\n")),
      ],
      evidence: EditEvidence(line: 3, reason: "behind \"it\""))
    let paths: [RelativePath] = [
      "a b", "q\"u\\o\u{1}te", try RelativePath(bytes: [0x66, 0xFF, 0x0A]), "e\u{301}/x",
    ]
    let images: [Image?] = [
      nil, .file(file), .symlink(target: Bytes([0xFF])), .directory(mode: 0o755),
    ]
    let changes = paths.flatMap { path in
      images.map { image in
        PathChange(path: path, before: image, after: images.last ?? nil, edits: [edit])
      }
    }
    let step = StepChanges(
      step: PlannedStep(id: "s", title: "t", agent: nil, needs: ["x"], optional: true),
      changes: changes)
    let target = OperationRecord.Target(
      operation: 1, items: [.init(step: "s", path: paths[2])])
    let side = GitRecord.Entry.Side(mode: "100644", id: "f00")
    let git = GitRecord(
      commits: [.init(id: "c0", step: "s"), .init(id: "c1", step: nil)],
      reference: "refs/heads/a\"b", old: nil, new: "c1",
      switched: .init(before: "ref: refs/heads/main", after: "ref: refs/heads/a\"b"),
      oldHead: "c", entries: [.init(path: paths[2], before: nil, after: side)],
      logs: [.init(name: "HEAD", lines: "a b me\tcommit\n")], token: "backstitch 2 x")
    let operation = OperationRecord(
      number: 2, kind: .rollback, description: "d\n", transaction: 3, plan: nil, entity: "e",
      author: "A <a@b>", time: -1, branch: "main", head: nil, digest: "d", commit: "c",
      steps: [step], net: changes, target: target, others: [target], remaining: [], closes: true,
      git: git)
    let intent = Record.Intent(
      operation: operation, spares: [nil, Spare(root: .store, path: paths[1]), nil])
    try check(intent)
    let decoded = try JSONDecoder().decode(
      Record.Intent.self, from: Data(try RecordEncoder.encode(intent)))
    #expect(decoded.operation.net == changes)
    #expect(decoded.operation.steps == [step])
    #expect(decoded.spares == intent.spares)
    #expect(decoded.operation.targets == [target, target])
    #expect(decoded.operation.git == git)
  }

  @Test
  func
    `an intent says that checks follow only when some do, and one that does not reads as before`()
    throws
  {
    let operation = operation(steps: [], net: [])
    var intent = Record.Intent(operation: operation, spares: [])
    let plain = try RecordEncoder.encode(intent)
    #expect(!String(decoding: plain, as: UTF8.self).contains("checks"))
    intent.checks = ["one \"two\"\n", "three"]
    let checked = try RecordEncoder.encode(intent)
    for (bytes, checks) in [(plain, nil), (checked, intent.checks)] {
      let decoded = try JSONDecoder().decode(Record.Intent.self, from: Data(bytes))
      #expect(decoded.checks == checks)
    }
  }

  /// Steps that change these paths, and what they come to in all.
  private func operation(steps: [[PathChange]], net: [PathChange]) -> OperationRecord {
    OperationRecord(
      number: 1, kind: .commit, description: "", transaction: nil, plan: nil, entity: nil,
      author: "", time: 0, branch: nil, head: nil, digest: "", commit: "",
      steps: steps.enumerated().map { index, changes in
        StepChanges(step: PlannedStep(id: "s\(index)", title: ""), changes: changes)
      }, net: net, target: nil)
  }

  @Test func `a path that one step changes is written once, and known again`() throws {
    func image(_ digit: Character) -> Image {
      .file(FileImage(id: String(repeating: digit, count: 40), size: 1, mode: 0o644))
    }
    func change(_ path: RelativePath, _ before: Image?, _ after: Image?) -> PathChange {
      PathChange(path: path, before: before, after: after)
    }
    let directory = change("d", nil, .directory(mode: 0o755))
    let once = change("d/once", nil, image("1"))
    let first = change("twice", image("0"), image("1"))
    let second = change("twice", image("1"), image("2"))
    let both = change("twice", image("0"), image("2"))
    var edited = once
    edited.edits = [
      RecordedEdit(forward: [], backward: [], evidence: EditEvidence(line: 1, reason: "r"))
    ]
    let cases: [(steps: [[PathChange]], net: [PathChange], written: Int)] = [
      ([[once]], [directory, once], 2), ([[edited]], [directory, once], 2),
      ([[once, first], [second]], [directory, once, both], 5),
      // Not what the steps come to: written as it is.
      ([[once]], [directory], 2), ([[once]], [], 1), ([[first]], [both], 2), ([], [both], 1),
    ]
    for (steps, net, written) in cases {
      let bytes = try RecordEncoder.encode(operation(steps: steps, net: net))
      let decoded = try JSONDecoder().decode(OperationRecord.self, from: Data(bytes))
      #expect(decoded.net == net)
      #expect(decoded.steps.map(\.changes) == steps)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.components(separatedBy: "\"path\":").count - 1 == written, "\(text)")
    }
  }
}
