internal import Foundation

/// A person's editor: `$VISUAL`, `$EDITOR`, else `vi`, on a copy in a directory of its own.
struct TextEditor {
  /// Why there is no edited text.
  struct Refusal: Error, CustomStringConvertible {
    /// In words.
    var description: String
  }

  private var command: String {
    let environment = ProcessInfo.processInfo.environment
    for name in ["VISUAL", "EDITOR"] {
      if let value = environment[name], !value.isEmpty { return value }
    }
    return "vi"
  }

  /// What somebody makes of a text.
  ///
  /// - Parameter name: the name of the file it is of, so that the editor knows the language.
  func edit(_ text: [UInt8], named name: some Sequence<UInt8>) throws(Refusal) -> [UInt8] {
    let name = String(decoding: Array(name), as: UTF8.self)
    do {
      let directory = try FileManager.default.url(
        for: .itemReplacementDirectory, in: .userDomainMask,
        appropriateFor: FileManager.default.temporaryDirectory, create: true)
      defer { try? FileManager.default.removeItem(at: directory) }
      let file = directory.appending(path: name)
      try Data(text).write(to: file)
      try run(on: file.path)
      return [UInt8](try Data(contentsOf: file))
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(description: "the copy for the editor failed: \(error.localizedDescription)")
    }
  }

  /// Runs in the terminal's own process group: an editor in another one would be stopped there.
  private func run(on path: String) throws(Refusal) {
    let command = command
    let texts = ["/bin/sh", "-c", "\(command) \"$1\"", "editor", path]
    let words = texts.map { strdup($0) }
    defer { for word in words { free(word) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // An ignored signal stays ignored in a child.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", nil, &attributes, words + [nil], environ)
    guard code == 0 else {
      throw Refusal(description: "'\(command)' did not start: \(reason(code))")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      throw Refusal(description: "'\(command)' ended with a failure; the hunk is as it was")
    }
  }
}
