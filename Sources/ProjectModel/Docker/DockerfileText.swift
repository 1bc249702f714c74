/// What a Dockerfile says that matters here: what it is built upon, what it copies, what it starts.
struct DockerfileText {
  /// The image of the last stage, through the names of earlier ones.
  private(set) var base: String?
  /// The sources of `COPY` and `ADD`, those from other stages and addresses left out.
  private(set) var copied: [String] = []
  /// The words of the last stage's `ENTRYPOINT` and `CMD`.
  private(set) var command: [String] = []
  /// The last port that is exposed.
  private(set) var port: Int?

  init(_ bytes: [UInt8]) {
    var stages: [String: String] = [:]
    for instruction in Self.instructions(String(decoding: bytes, as: UTF8.self)) {
      var words = instruction.split { $0 == " " || $0 == "\t" }.map(String.init)
      guard let keyword = words.first?.uppercased() else { continue }
      words.removeFirst()
      switch keyword {
      case "FROM":
        words.removeAll { $0.hasPrefix("--") }
        guard let image = words.first else { continue }
        base = stages[image.lowercased()] ?? image
        if words.count == 3 { stages[words[2].lowercased()] = base }
        command = []
      case "COPY", "ADD": copied += Self.sources(words)
      case "ENTRYPOINT", "CMD": command += Self.spelled(words)
      case "EXPOSE": port = words.last.flatMap { Int($0.prefix { $0.isNumber }) } ?? port
      default: break
      }
    }
  }

  /// The logical lines, without comments.
  private static func instructions(_ text: String) -> [String] {
    var found: [String] = []
    var open = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      if trimmed.hasPrefix("#") { continue }
      guard trimmed.hasSuffix("\\") else {
        found.append(open + trimmed)
        open = ""
        continue
      }
      open += trimmed.dropLast() + " "
    }
    return open.isEmpty ? found : found + [open]
  }

  private static func sources(_ words: [String]) -> [String] {
    guard !words.contains(where: { $0.hasPrefix("--from=") }) else { return [] }
    let names = spelled(words.filter { !$0.hasPrefix("--") })
    return names.dropLast().filter { !$0.contains("://") && !$0.hasPrefix("<<") }
  }

  /// Words, or those of a list in JSON.
  private static func spelled(_ words: [String]) -> [String] {
    words.map { $0.filter { !"[]\",'".contains($0) } }.filter { !$0.isEmpty }
  }
}
