internal import Backstitch

/// Tells of commands whose `exec` was killed before it could record what they changed.
enum KilledCommands {
  static func lines(_ names: [String], _ globals: Globals) -> [String] {
    names.map { name in
      "'backstitch exec' was killed while it ran \(name): the next command that writes records what"
        + " changed since, '\(globals.command("recover"))' now."
    }
  }
}
