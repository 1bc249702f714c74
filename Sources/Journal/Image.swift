package import FileSystem
package import Patch
package import SourceEdits

/// What stood at a path, with its content as an object of the store.
package enum Image: Hashable, Sendable, Codable {
  case file(FileImage)
  case symlink(target: Bytes)
  /// A directory and its twelve mode bits.
  case directory(mode: UInt16)
}

/// A file's content and metadata.
package struct FileImage: Hashable, Sendable, Codable {
  /// The content's blob id, 40 hexadecimal digits.
  package var id: String
  /// Bytes.
  package var size: UInt64
  /// The twelve permission bits.
  package var mode: UInt16
  /// Recorded for files that existed; nil: as creation makes it.
  package var owner: UInt32?
  package var group: UInt32?
  package var attributes: [Attribute]?
  /// Where the content is in the store; nil before it is stored.
  package var stored: StoredContent?

  /// An extended attribute.
  package struct Attribute: Hashable, Sendable, Codable {
    package var name: String
    package var value: Bytes
    package init(name: String, value: Bytes) {
      self.name = name
      self.value = value
    }
  }

  package init(
    id: String, size: UInt64, mode: UInt16, owner: UInt32? = nil, group: UInt32? = nil,
    attributes: [Attribute]? = nil, stored: StoredContent? = nil
  ) {
    self.id = id
    self.size = size
    self.mode = mode
    self.owner = owner
    self.group = group
    self.attributes = attributes
    self.stored = stored
  }
}

/// A pack's name and an offset in it, in bytes.
package struct StoredContent: Hashable, Sendable, Codable {
  package var pack: String
  package var offset: UInt64
  package init(pack: String, offset: UInt64) {
    self.pack = pack
    self.offset = offset
  }
}

/// Bytes, as base 64 in JSON.
package struct Bytes: Hashable, Sendable, Codable {
  package var bytes: [UInt8]
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let bytes = Base64.decode(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "bytes are not base 64"))
    }
    self.bytes = bytes
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Base64.encode(bytes))
  }
}

extension Image {
  /// Whether both stand for the same bytes, permissions and kind. Where the content is stored, what
  /// only existing files record, and a directory's mode do not count.
  package func isSame(as other: Image) -> Bool {
    switch (self, other) {
    case (.file(let left), .file(let right)):
      left.id == right.id && left.size == right.size && left.mode == right.mode
    case (.directory, .directory): true
    default: self == other
    }
  }

  package var isDirectory: Bool {
    if case .directory = self { true } else { false }
  }
}

/// One path's change in a step or an operation; nil images stand for nothing there.
package struct PathChange: Hashable, Sendable, Codable {
  package var path: RelativePath
  package var before: Image?
  package var after: Image?
  /// Structured edits among the change, in the order applied.
  package var edits: [RecordedEdit]?

  package init(
    path: RelativePath, before: Image?, after: Image?, edits: [RecordedEdit]? = nil
  ) {
    self.path = path
    self.before = before
    self.after = after
    self.edits = edits
  }

  /// The same, seen from the other side.
  package var reversed: PathChange {
    PathChange(
      path: path, before: after, after: before, edits: edits.map { $0.reversed().map(\.reversed) })
  }
}

/// A structured edit as it was applied.
package struct RecordedEdit: Hashable, Sendable, Codable {
  /// What does it again, in order.
  package var forward: [StructuredEdit]
  /// What takes it back by meaning, in order.
  package var backward: [StructuredEdit]
  package var evidence: EditEvidence

  package init(forward: [StructuredEdit], backward: [StructuredEdit], evidence: EditEvidence) {
    self.forward = forward
    self.backward = backward
    self.evidence = evidence
  }

  /// The same, seen from the other side.
  package var reversed: RecordedEdit {
    RecordedEdit(forward: backward, backward: forward, evidence: evidence)
  }
}

/// A step of a plan.
package struct PlannedStep: Hashable, Sendable, Codable {
  package var id: String
  package var title: String
  package var agent: String?
  package var needs: [String]
  package var optional: Bool

  package init(
    id: String, title: String, agent: String? = nil, needs: [String] = [], optional: Bool = false
  ) {
    self.id = id
    self.title = title
    self.agent = agent
    self.needs = needs
    self.optional = optional
  }
}

/// What one step changed, sorted by path.
package struct StepChanges: Hashable, Sendable, Codable {
  package var step: PlannedStep
  package var changes: [PathChange]
  /// Changes that did not have to be made, because an operation in effect had made them, or still
  /// rests on them: of a file both sides; of a structured edit the edit alone. Nil when there are
  /// none, as in records that are older than holds.
  package var holds: [PathChange]?

  package init(step: PlannedStep, changes: [PathChange], holds: [PathChange] = []) {
    self.step = step
    self.changes = changes
    self.holds = holds.isEmpty ? nil : holds
  }

  /// Changes and holds: all that an undo of the step is about.
  package var all: [PathChange] { changes + (holds ?? []) }

  /// The same step with each change and hold put another way.
  package func map(_ transform: (PathChange) -> PathChange) -> StepChanges {
    StepChanges(
      step: step, changes: changes.map(transform), holds: (holds ?? []).map(transform))
  }
}

/// The name a path's content moves through: a temporary file before it lands, a displaced one
/// after.
package struct Spare: Hashable, Sendable, Codable {
  package var root: Root
  package var path: RelativePath

  package init(root: Root, path: RelativePath) {
    self.root = root
    self.path = path
  }

  package var place: Place { Place(root, path) }
}
