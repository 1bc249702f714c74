public import Foundation

/// A directory of its own, removed with all that is in it when the value goes.
public final class TemporaryDirectory: Sendable {
  /// Its absolute path, without links.
  public let path: String

  /// Makes it.
  public init() throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("backstitch-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // `rm`, since trees of tests are deeper than FileManager goes; what it cannot remove stays.
    _ = try? RunningProgram("/bin/rm", ["-rf", path]).finish()
  }

  /// The URL of a path below it.
  public func url(_ below: String) -> URL { URL(fileURLWithPath: "\(path)/\(below)") }

  /// Writes a file, its directories made.
  public func write(_ below: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      at: url(below).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url(below))
  }

  /// A file's text; nil when there is none.
  public func read(_ below: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(below)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
