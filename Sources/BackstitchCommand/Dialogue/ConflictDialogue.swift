internal import Backstitch
internal import Foundation
internal import Patch

/// Asks a person on a terminal what becomes of conflicts, file by file and hunk by hunk.
struct ConflictDialogue {
  let style: Style

  /// What a person can answer, with what it does.
  private static let keys: [(key: String, does: String)] = [
    ("y", "take the wanted lines of this hunk"),
    ("n", "keep the lines on disk"),
    ("e", "edit this hunk, all three sides between markers, in $EDITOR"),
    ("m", "write this hunk with markers, to be resolved later"),
    ("Y", "take the rest of this file"),
    ("N", "keep the rest of this file"),
    ("r", "take or keep this file now and from now on: remembered in .backstitch/config.yaml"),
    ("d", "show what taking this file would change of it"),
    ("a", "take all that is left, of all files"),
    ("k", "keep all that is left, of all files"),
    ("q", "quit: nothing is written"),
    ("?", "show this help"),
  ]

  /// What was decided; nil when the person went away, or would have nothing written.
  ///
  /// - Parameter difference: what taking the wanted side of a path would change of it.
  func decide(
    _ conflicts: [Conflict], difference: (RelativePath) throws -> [UInt8]
  ) throws -> ConflictWalk? {
    var walk = ConflictWalk(conflicts)
    var shown: RelativePath?
    while let conflict = walk.conflict {
      if shown != conflict.path { introduce(conflict) }
      shown = conflict.path
      if let hunk = walk.hunk { show(conflict.hunks[hunk]) }
      guard try ask(&walk, conflict, difference) else { return nil }
    }
    return walk
  }

  // MARK: Showing

  private func introduce(_ conflict: Conflict) {
    var headline = conflict
    headline.hunks = []
    note("")
    note(style.bold(headline.description))
  }

  private func show(_ hunk: ConflictHunk) {
    for line in hunk.description.split(separator: "\n", omittingEmptySubsequences: false) {
      switch line.prefix(7) {
      case "<<<<<<<", "|||||||", "=======", ">>>>>>>": note(style.cyan(String(line)))
      default: note(String(line))
      }
    }
  }

  private func help(_ keys: [String]) {
    for (key, does) in Self.keys where keys.contains(key) { note("  \(key)  \(does)") }
  }

  // MARK: Asking

  /// Asks until there is an answer; false when nothing is to be written.
  private func ask(
    _ walk: inout ConflictWalk, _ conflict: Conflict,
    _ difference: (RelativePath) throws -> [UInt8]
  ) throws -> Bool {
    let whole = ["y", "n", "r", "d", "a", "k", "q", "?"]
    let keys = walk.hunk == nil ? whole : Self.keys.map(\.key)
    while true {
      note(question(walk, conflict, keys), terminator: "")
      guard let line = Interruption.endingProgram({ readLine() }) else {
        note("")
        return false
      }
      let answer = line.trimmingCharacters(in: .whitespaces)
      guard keys.contains(answer) else {
        help(keys)
        continue
      }
      switch answer {
      case "y": walk.decide(.take)
      case "n": walk.decide(.keep)
      case "m": walk.decide(.markers)
      case "Y": walk.decideRest(.take)
      case "N": walk.decideRest(.keep)
      case "a": walk.decideAll(.take)
      case "k": walk.decideAll(.keep)
      case "e":
        guard let index = walk.hunk, let text = edited(conflict.hunks[index], of: conflict.path)
        else { continue }
        walk.decide(.text(text))
      case "r":
        guard let choice = always(conflict.path) else { continue }
        walk.remember(choice)
      case "q": return false
      case "d":
        write(style.diff(try difference(conflict.path)), to: 2)
        continue
      default:
        help(keys)
        continue
      }
      return true
    }
  }

  private func question(_ walk: ConflictWalk, _ conflict: Conflict, _ keys: [String]) -> String {
    let hunk = walk.hunk.map { index in
      conflict.hunks.count == 1
        ? "Take the wanted lines of \(conflict.path)?"
        : "Take hunk \(index + 1) of \(conflict.hunks.count) of \(conflict.path)?"
    }
    return style.bold(hunk ?? "Take the wanted side of \(conflict.path)?")
      + " [\(keys.joined(separator: ","))] "
  }

  private func always(_ path: RelativePath) -> ConflictPolicy.Choice? {
    let answer = Terminal.ask("Always, for \(path)?", ["no", "take", "keep"], atEnd: "no")
    return answer == "no" ? nil : ConflictPolicy.Choice(rawValue: answer)
  }

  /// What somebody made of a hunk; nil when the editor failed or markers remain.
  private func edited(_ hunk: ConflictHunk, of path: RelativePath) -> [UInt8]? {
    let text: [UInt8]
    do {
      text = try TextEditor().edit(hunk.marked, named: path.name)
    } catch {
      note(style.red("\(error)"))
      return nil
    }
    if Self.hasMarker(text) {
      note(style.red("markers remain; the hunk is as it was"))
      return nil
    }
    return text
  }

  /// Whether a line begins as a marker of a conflict does.
  static func hasMarker(_ text: [UInt8]) -> Bool {
    text.split(separator: 0x0A).contains { line in
      ["<<<<<<< ", "||||||| ", ">>>>>>> "].contains { line.starts(with: $0.utf8) }
    }
  }
}
