internal import Patch
internal import SourceEdits

/// The classes of a backend with their bases followed across files.
struct ClassTable {
  /// A class and its file.
  struct Entry {
    var file: PythonFile
    var definition: PythonClass
    /// What it derives from: classes of the project by key, of libraries by dotted name.
    var bases: [Base]
    var key: ClassKey { ClassKey(path: file.path, statement: definition.statement) }
  }

  /// Where a class is defined.
  struct ClassKey: Hashable {
    var path: RelativePath
    var statement: Int
  }

  /// A base of a class.
  enum Base: Hashable {
    /// A class, or an assignment such as `Base = declarative_base()`.
    case project(ClassKey, name: String)
    /// `sqlalchemy.orm.DeclarativeBase`.
    case library(String)
  }

  /// The classes by file and line.
  let entries: [Entry]
  private let byKey: [ClassKey: Int]

  init(project: PythonProject, files: [PythonFile]) throws(TreeError) {
    var entries: [Entry] = []
    for file in files {
      for definition in file.outline.classes {
        let scope = file.outline.scope(of: definition.statement) ?? PythonFile.module
        var bases: [Base] = []
        for range in definition.bases {
          // `Generic[T]` derives from `Generic`.
          let name = file.outline.compactText(of: range).prefix { $0 != "[" }
          switch try project.meaning(of: String(name), in: file, scope: scope) {
          case .definition(let other, let statement, let found):
            bases.append(.project(ClassKey(path: other.path, statement: statement), name: found))
          case .external(let dotted): bases.append(.library(dotted))
          default: break
          }
        }
        entries.append(Entry(file: file, definition: definition, bases: bases))
      }
    }
    self.entries = entries
    byKey = Dictionary(
      entries.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The class of a key.
  func entry(_ key: ClassKey) -> Entry? { byKey[key].map { entries[$0] } }

  /// The class and the project's classes it derives from, nearest first.
  func lineage(of entry: Entry, depth: Int = 0) -> [Entry] {
    guard depth < 12 else { return [entry] }
    var found = [entry]
    for case .project(let key, _) in entry.bases {
      guard let base = self.entry(key) else { continue }
      found += lineage(of: base, depth: depth + 1)
    }
    return found
  }

  /// Every base up the tree, those of libraries included.
  func ancestors(of entry: Entry) -> [Base] { lineage(of: entry).flatMap(\.bases) }
}

extension ClassTable.Entry {
  /// The assignments in the class's own body.
  var attributes: [PythonAssignment] {
    file.outline.children(of: definition.statement).compactMap {
      file.outline.assignment(at: $0)
    }
  }

  /// The assignment of an attribute.
  func attribute(_ name: String) -> PythonAssignment? { attributes.first { $0.name == name } }

  /// The text that an attribute is assigned.
  func text(of name: String) -> String? {
    attribute(name)?.value.flatMap { file.outline.stringValue($0) }
  }

  /// The annotation of an attribute without blanks.
  func annotation(_ attribute: PythonAssignment) -> String? {
    attribute.annotation.map { file.outline.compactText(of: $0) }
  }
}
