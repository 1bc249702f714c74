internal import Backstitch
internal import Foundation

/// `--edit`: the git commit's message in the editor git would take.
enum MessageEditor {
  /// The text as the person left it, comments out.
  static func edit(_ text: String, in workspace: Workspace) throws -> String {
    guard Terminal.canAsk else {
      throw Failure(.usage, "--edit needs a terminal; give the message with -m")
    }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("BACKSTITCH_EDITMSG-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let hint =
      "\n\n# Trailers that name plan, entity and operation are added."
      + "\n# Lines with # are left out; an empty message writes nothing.\n"
    do {
      try Data((text + hint).utf8).write(to: file)
      let root = String(decoding: workspace.root, as: UTF8.self)
      // The shell takes the words apart, as git lets it.
      let script = #"cd "$1" && eval "$(git var GIT_EDITOR)" '"$2"'"#
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script, "sh", root, file.path]
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Failure(
          .failed,
          "the editor ended with status \(process.terminationStatus);"
            + " nothing was written")
      }
      let edited = try String(contentsOf: file, encoding: .utf8)
      let lines = edited.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("#") }
      let message = lines.joined(separator: "\n")
        .trimmingCharacters(in: .whitespacesAndNewlines)
      guard !message.isEmpty else {
        throw Failure(.failed, "the message is empty; nothing was written")
      }
      return message
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(
        .failed, "the message cannot be edited: \(error.localizedDescription); nothing was written")
    }
  }
}
