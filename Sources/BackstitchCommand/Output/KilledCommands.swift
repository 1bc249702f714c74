internal import Backstitch

/// Tells of commands whose `exec` ended before it recorded what they changed.
enum KilledCommands {
  static func lines(_ names: [String], _ globals: Globals) -> [String] {
    names.map { name in
      "'backstitch exec' ended before it recorded what \(name) changed: the next command that writes"
        + " records what changed since, '\(globals.command("recover"))' now."
    }
  }
}
