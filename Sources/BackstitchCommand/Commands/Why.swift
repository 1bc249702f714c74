internal import ArgumentParser
internal import Backstitch
internal import Patch

/// `backstitch why PATH[:LINE]`
struct Why: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Which operation, step and entity wrote a path or a line.")

  @Argument(help: "PATH or PATH:LINE.", completion: .file()) var place: String
  @OptionGroup var globals: Globals

  func run() throws {
    let workspace = try globals.workspace()
    var (text, line): (String, Int?) = (place, nil)
    if let colon = place.lastIndex(of: ":"), let number = Int(place[place.index(after: colon)...]) {
      (text, line) = (String(place[..<colon]), number)
    }
    let path = try PathArgument.resolve(text, globals, workspace)
    let found = try Failure.catching {
      if line != nil, try workspace.tree().node(at: path) == nil {
        throw Failure(.failed, "there is no file \(path)")
      }
      let found = try workspace.why(path, line: line)
      if found.allSatisfy({ $0.operation == nil && $0.after == nil }),
        try workspace.tree().node(at: path) == nil
      {
        throw Failure(.failed, "there is no path \(path), and no operation wrote one")
      }
      return found
    }
    if globals.json { return say(json(path, line, found).text) }
    let now = workspace.context.now()
    for item in found {
      if let text = item.text { say("\(path):\(item.line ?? 0): \(Self.shown(text))") }
      say(told(item, now: now))
    }
    if found.isEmpty { say("\(path): by hand, or before Backstitch") }
  }

  private func told(_ item: Attribution, now: Int64) -> String {
    guard let operation = item.operation else {
      return item.after.map { "by hand, after operation \($0)" } ?? "by hand, or before Backstitch"
    }
    let step = item.step.map { ", step \($0)" } ?? ""
    let entity = item.entity.map { ", entity \($0)" } ?? ""
    let moved = item.path.map { ", as \($0)" } ?? ""
    return OperationText.line(operation, now: now, globals.style) + step + entity + moved
  }

  private static func shown(_ text: [UInt8]) -> String {
    String(decoding: text.prefix(200).filter { $0 >= 0x20 || $0 == 0x09 }, as: UTF8.self)
  }

  private func json(
    _ path: RelativePath, _ line: Int?, _ found: [Attribution]
  ) -> JSONValue {
    [
      "schema": 1, "path": JSONValue(path), "line": JSONValue(line),
      "attributions": .array(
        found.map { item in
          [
            "operation": JSONValue(item.operation?.number), "step": JSONValue(item.step),
            "entity": JSONValue(item.entity), "path": JSONValue(item.path),
            "after": JSONValue(item.after),
            "description": JSONValue(item.operation?.description),
          ]
        }),
    ]
  }
}
