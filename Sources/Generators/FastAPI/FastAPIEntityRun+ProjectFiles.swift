internal import Patch
internal import ProjectModel

extension FastAPIEntityRun {
  /// The entity file, the lock, and what marks the pristine files.
  mutating func makeProjectFiles(
    _ made: [LockFile.Output], _ tree: some ReadableTree
  ) throws(GenerationError) {
    let name = entity.entity.name
    try builder.put(ProjectFiles.entity(name), Array(EntityFile.text(of: entity.entity).utf8))
    let path = ProjectFiles.lock(name)
    let present = try builder.contents(of: path)
    if !made.isEmpty || present == nil {
      var lock = LockFile(name: name)
      if let present {
        guard let read = try? LockFile(reading: present) else { throw .lock(path) }
        lock = read
      }
      lock.record(made)
      try builder.put(path, lock.bytes)
    }
    try ensureLine(ProjectFiles.gitattributes, ProjectFiles.gitattributesText)
    try ensureLine(ProjectFiles.gitignore, ProjectFiles.gitignoreText)
  }

  /// A file of lines has the line; what a person wrote there stays.
  private mutating func ensureLine(
    _ path: RelativePath, _ line: String
  ) throws(GenerationError) {
    let text = String(decoding: try builder.contents(of: path) ?? [], as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    guard !lines.contains(Substring(line.dropLast())) else { return }
    let separator = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
    try builder.put(path, Array((text + separator + line).utf8))
  }
}

/// What differs between two definitions of one entity.
enum EntityDifferences {
  /// The differences in words, fields first.
  static func list(_ stored: Entity, _ wanted: Entity) -> [String] {
    var found: [String] = []
    for field in wanted.fields {
      guard let other = stored.field(named: field.name) else {
        found.append("\(field.name) is new")
        continue
      }
      if other != field { found.append("\(field.name) differs") }
    }
    for field in stored.fields where wanted.field(named: field.name) == nil {
      found.append("\(field.name) is missing")
    }
    if found.isEmpty, stored.fields != wanted.fields { found.append("the order of fields") }
    if stored.relationships != wanted.relationships { found.append("relationships") }
    if stored.features != wanted.features { found.append("features") }
    if stored.plural != wanted.plural || stored.pascal != wanted.pascal { found.append("names") }
    return found
  }
}
