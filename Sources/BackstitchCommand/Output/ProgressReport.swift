internal import Orchestration
internal import ProjectModel

/// An entity's progress as the seed's report has it, and as JSON.
struct ProgressReport {
  let progress: EntityProgress
  let globals: Globals

  private var title: String {
    switch progress.parts {
    case [.backend]: "Backend Generation Progress"
    case [.apiRoutes, .frontend]: "Frontend Generation Progress"
    default: "Fullstack Generation Progress"
    }
  }

  /// The report; the last line is left to whoever asks.
  var markdown: String {
    var lines = ["## \(title)", "", "Entity: **\(progress.entity.pascal)**"]
    for part in progress.parts {
      lines += ["", "### \(part.title)"]
      for item in progress.items(of: part) {
        let mark = item.state == .present ? "x" : item.state == .leftOut ? "-" : " "
        lines.append("- [\(mark)] \(item.layer.title) (`\(item.shown)`)\(note(item.state))")
      }
    }
    lines += ["", "### Status: \(progress.percent)% Complete"]
    if !progress.remaining.isEmpty {
      lines += ["", "**Remaining:**"]
      lines += progress.remaining.map { "- \($0.layer.remaining)\(Self.toDo($0))" }
    }
    return lines.joined(separator: "\n")
  }

  private static func toDo(_ item: EntityProgress.Item) -> String {
    switch item.state {
    case .byHand: " (by hand: \(item.path) stays as it is)"
    case .unreadable: " (nobody can tell: \(place(of: item)) does not parse; repair it)"
    case .present, .missing, .staged, .leftOut: ""
    }
  }

  private static func place(of item: EntityProgress.Item) -> String {
    "\(item.path)" + (item.line.map { ":\($0)" } ?? "")
  }

  private func note(_ state: EntityProgress.State) -> String {
    switch state {
    case .present, .missing, .byHand, .unreadable: ""
    case .leftOut: " left out"
    case .staged: ", staged in \(id)"
    }
  }

  private var id: String { "t\(progress.transaction ?? 0)" }

  /// The same without marks of a format.
  var text: String {
    markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.trimmingPrefix(#/\#+ /#).replacing("**", with: "").replacing("`", with: "")
    }.joined(separator: "\n")
  }

  /// The command that goes on with it; nil when nothing remains.
  var next: String? {
    if let number = progress.transaction { return globals.command("resume", "t\(number)") }
    return progress.plan.map { plan in
      let request = progress.request(plan)
      return globals.command(
        ["generate", plan.name, progress.entity.name]
          + globals.words(for: request, of: plan.steps.last?.agent.builtIn ?? .fastAPIEntity))
    }
  }

  /// One line of an overview.
  var line: String {
    let complete = progress.parts.filter(progress.isComplete).map { "\($0.word) complete" }
    let staged = progress.parts.filter { part in
      let items = progress.items(of: part)
      return items.contains { $0.state == .staged }
        && items.allSatisfy { !$0.isOpen }
    }
    let begun = progress.parts.filter { part in
      let items = progress.items(of: part)
      return !progress.isComplete(part)
        && items.contains { $0.state == .present || $0.state == .staged }
    }
    let missing = progress.remaining.filter {
      $0.state != .unreadable && begun.contains($0.layer.part)
    }
    var parts = complete + staged.map { "\($0.word) staged in \(id)" }
    if !missing.isEmpty {
      parts.append("missing: \(missing.map(\.layer.rawValue).joined(separator: ", "))")
    }
    let unread = Set(progress.remaining.filter { $0.state == .unreadable }.map(Self.place)).sorted()
    if !unread.isEmpty { parts.append("\(unread.joined(separator: ", ")) does not parse") }
    let absent = progress.parts.filter { part in
      progress.items(of: part).allSatisfy { $0.state == .missing }
    }
    if !absent.isEmpty { parts.append("no \(absent.map(\.word).joined(separator: ", no "))") }
    if progress.isUndecided {
      parts.append("its projects are not clear: name them with --backend DIR, --frontend DIR")
    }
    return parts.isEmpty ? "no project for it was found" : parts.joined(separator: "; ")
  }

  var json: JSONValue {
    [
      "name": .string(progress.entity.name), "percent": JSONValue(progress.percent),
      "transaction": progress.transaction.map { .string("t\($0)") } ?? .null,
      "next": JSONValue(next),
      "layers": .array(
        progress.items.map { item in
          [
            "layer": .string(item.layer.rawValue), "part": .string(item.layer.part.rawValue),
            "path": JSONValue(item.path), "present": .boolean(item.state == .present),
            "state": .string(item.state.rawValue),
          ]
        }),
    ]
  }
}
