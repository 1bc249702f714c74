internal import Patch
internal import ProjectModel

/// One run of the agent for `AGENTS.md`: its section, between two marks, and nothing else of it.
struct AgentSectionRun {
  var builder: OutputBuilder
  let recreates: Bool

  private static let path: RelativePath = "AGENTS.md"
  private static let node = "section"
  private static let begin = Array("<!-- backstitch:begin -->".utf8)
  private static let end = Array("<!-- backstitch:end -->".utf8)
  private static let lockName = CodingAgent.agents.lockName
  private static let pristine = ProjectFiles.pristine(of: path, entity: lockName, node: node)

  /// The section's text, marks and line endings included.
  private var wanted: [UInt8] {
    let text = Template.agentSection.render(AgentView(depth: 2))
    return Self.begin + [0x0A] + Array(text.utf8) + Self.end + [0x0A]
  }

  /// The changes; none when it stands there as it is to be.
  mutating func generate() throws(GenerationError) -> GeneratedChanges {
    let isThere = try builder.exists(Self.path)
    let text = isThere ? try builder.contents(of: Self.path) ?? [] : []
    guard String(validating: text, as: UTF8.self) != nil else {
      throw .refused(
        Refusal(
          Finding(
            .refused, path: Self.path,
            "it is not UTF-8, so that nothing can be added to it; save it as UTF-8")))
    }
    let before = try builder.contents(of: Self.pristine)
    guard let place = Self.place(in: text) else {
      guard before == nil || recreates else {
        return told("somebody took Backstitch's section out of it: it stays out")
      }
      return try add(to: text)
    }
    guard let before else { return told("its section stands there already and is left as it is") }
    return try renew(text, place, from: before)
  }

  // MARK: Changes

  private mutating func add(to text: [UInt8]) throws(GenerationError) -> GeneratedChanges {
    let isWindows = text.firstRange(of: [0x0D, 0x0A]) != nil
    let ending: [UInt8] = isWindows ? [0x0D, 0x0A] : [0x0A]
    var gap: [UInt8] = []
    if let last = text.last {
      gap = (last == 0x0A ? [] : ending) + (text.suffix(2) == [0x0A, 0x0A] ? [] : ending)
    }
    try builder.put(Self.path, text + gap + Self.ending(wanted, with: ending))
    return try made()
  }

  private mutating func renew(
    _ text: [UInt8], _ place: Range<Int>, from before: [UInt8]
  ) throws(GenerationError) -> GeneratedChanges {
    guard before != wanted else {
      return GeneratedChanges(files: [.init(path: Self.path, state: .adopted)])
    }
    let isWindows = text[place].firstRange(of: [0x0D, 0x0A]) != nil
    let ending: [UInt8] = isWindows ? [0x0D, 0x0A] : [0x0A]
    func whole(_ section: [UInt8]) -> [UInt8] {
      Array(text[..<place.lowerBound]) + Self.ending(section, with: ending)
        + text[place.upperBound...]
    }
    var generated = try made()
    generated.merges = [BasedChange(Self.path, base: whole(before), wanted: whole(wanted))]
    return generated
  }

  private mutating func made() throws(GenerationError) -> GeneratedChanges {
    try builder.putSection(
      wanted, of: Self.path, node: Self.node, pristine: Self.pristine,
      template: Template.agentSection.label)
    try builder.putProjectFiles(named: Self.lockName)
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds,
      files: [.init(path: Self.path, state: .made)])
  }

  private func told(_ note: String) -> GeneratedChanges {
    GeneratedChanges(
      files: [.init(path: Self.path, state: .adopted)], notes: ["\(Self.path): \(note)"])
  }

  // MARK: Text

  /// Where the section stands, from its first mark to the end of the last one's line.
  private static func place(in text: [UInt8]) -> Range<Int>? {
    guard let first = text.firstRange(of: begin),
      let last = text[first.upperBound...].firstRange(of: end)
    else { return nil }
    let rest = text[last.upperBound...]
    let line = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    // What stands behind the mark in its line is somebody's.
    let isBare = text[last.upperBound..<line].allSatisfy { $0 == 0x0A || $0 == 0x0D }
    return first.lowerBound..<(isBare ? line : last.upperBound)
  }

  private static func ending(_ text: [UInt8], with ending: [UInt8]) -> [UInt8] {
    ending.count == 1 ? text : text.flatMap { $0 == 0x0A ? ending : [$0] }
  }
}
