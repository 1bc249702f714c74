internal import Patch
internal import ProjectModel

extension OutputBuilder {
  /// The entity as its file has it; nil when there is no file.
  ///
  /// - Throws: when the file holds another definition.
  func storedEntity(
    like wanted: Entity
  ) throws(GenerationError) -> Entity? {
    let path = ProjectFiles.entity(wanted.name)
    guard let bytes = try contents(of: path) else { return nil }
    let stored: Entity
    do throws(EntityRefusal) {
      stored = try EntityFile.read(bytes, at: path)
    } catch {
      throw .entityFile(.refused(error))
    }
    let differences = EntityDifferences.list(stored, wanted)
    guard differences.isEmpty else { throw .entityDiffers(path, differences: differences) }
    return stored
  }

  /// The entity file, the lock with all outputs so far, and what marks the pristine files.
  mutating func putProjectFiles(of entity: Entity) throws(GenerationError) {
    try put(ProjectFiles.entity(entity.name), Array(EntityFile.text(of: entity).utf8))
    try putProjectFiles(named: entity.name)
  }

  /// The lock with all outputs so far, and what marks the pristine files.
  mutating func putProjectFiles(named name: String) throws(GenerationError) {
    try putLock(name)
    try putMarks()
  }

  /// What marks the pristine files, and keeps the store out of git.
  mutating func putMarks() throws(GenerationError) {
    try ensureLine(ProjectFiles.gitattributes, ProjectFiles.gitattributesText)
    try ensureLine(ProjectFiles.gitignore, ProjectFiles.gitignoreText)
  }

  private mutating func putLock(_ name: String) throws(GenerationError) {
    let path = ProjectFiles.lock(name)
    let present = try contents(of: path)
    guard !outputs.isEmpty || present == nil else { return }
    var lock = LockFile(name: name)
    if let present {
      guard let read = try? LockFile(reading: present) else { throw .lock(path) }
      lock = read
    }
    lock.record(outputs)
    if let page { lock.page = page }
    if !layers.isEmpty { lock.layers = layers.union(lock.layers ?? []).sorted() }
    try put(path, lock.bytes)
  }

  /// Adds a name to the workspace's `.gitignore`, where there is one that says nothing of it.
  ///
  /// - Returns: whether it is added.
  mutating func ignore(_ name: String) throws(GenerationError) -> Bool {
    let path: RelativePath = ".gitignore"
    guard try exists(path), let text = try contents(of: path) else { return false }
    let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let said = ["", "/", "**/", "!"].flatMap { [$0 + name, $0 + name + "*"] }
    let isSaid = lines.contains { line in
      said.contains { $0.utf8.elementsEqual(line.reversed().drop { $0 == 0x20 }.reversed()) }
    }
    guard !isSaid else { return false }
    try append("\(name)\n", to: path)
    return true
  }

  /// A file of lines has the line; what a person wrote there stays.
  private mutating func ensureLine(
    _ path: RelativePath, _ line: String
  ) throws(GenerationError) {
    let text = String(decoding: try contents(of: path) ?? [], as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    guard !lines.contains(Substring(line.dropLast())) else {
      return hold(path, Array(line.utf8))
    }
    try append(line, to: path)
  }

  /// Adds a line, with its line break, behind what a file has.
  private mutating func append(_ line: String, to path: RelativePath) throws(GenerationError) {
    let text = try contents(of: path) ?? []
    let separator: [UInt8] =
      text.isEmpty || text.last == UInt8(ascii: "\n") ? [] : [UInt8(ascii: "\n")]
    try put(path, text + separator + Array(line.utf8))
  }
}
