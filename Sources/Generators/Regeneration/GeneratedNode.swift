internal import Patch
internal import ProjectModel
internal import SourceEdits

/// What a generator put into a file that people share, as its lock and its pristine name it.
struct GeneratedNode {
  /// The edit that inserts it.
  let insertion: StructuredEdit

  /// The node of an output; nil where the output is none that could be found again.
  ///
  /// - Parameter source: its pristine.
  init?(_ output: LockFile.Output, source: [UInt8]) {
    guard let name = output.node else { return nil }
    let text = String(decoding: source, as: UTF8.self)
    switch output.path.fileName.split(separator: ".").last {
    case "py":
      let parts = name.split(separator: ".").map(String.init)
      if name == "registration" {
        let router = text.split(whereSeparator: \.isWhitespace).joined().split(separator: ":")
        guard router.count == 2 else { return nil }
        insertion = .registerRouter(
          RouterEdit(module: String(router[0]), symbol: String(router[1])))
      } else if parts.count == 2 {
        insertion = .addAttribute(
          AttributeEdit(className: parts[0], name: parts[1], source: text.withoutLastLineEnding))
      } else {
        insertion = .appendClass(ClassEdit(name: name, source: text.withoutLastLineEnding))
      }
    case "yml", "yaml":
      insertion = .addYAMLEntry(
        YAMLEntryEdit(
          path: name.split(separator: ".").map(String.init), source: text.withoutLastLineEnding))
    case "ts", "tsx", "js", "jsx":
      insertion = .addElement(ElementEdit(target: name, source: text.withoutLastLineEnding))
    case "example":
      guard let variable = ProjectEnvironment.Variable(text.withoutLastLineEnding) else {
        return nil
      }
      insertion = ProjectEnvironment.edit(variable)
    default: return nil
    }
  }

  /// Whether it has a text of its own that can be merged; a registration has none, nor a link.
  var hasText: Bool {
    switch insertion {
    case .registerRouter, .addElement: false
    default: true
    }
  }

  /// Whether several can have it: it stays until the last of them has it no more.
  var isShared: Bool {
    if case .setEnvironment = insertion { true } else { false }
  }

  /// The class that it is, or belongs to.
  var className: String? {
    switch insertion {
    case .appendClass(let edit): edit.name
    case .addAttribute(let edit): edit.className
    default: nil
    }
  }

  /// The edit that takes it out, so long as nobody edited it.
  var removal: StructuredEdit? {
    switch insertion {
    case .registerRouter(let edit): .unregisterRouter(edit)
    case .appendClass(let edit): .removeClass(edit)
    case .addAttribute(let edit): .removeAttribute(edit)
    case .addYAMLEntry(let edit): .removeYAMLEntry(edit)
    case .addElement(let edit): .removeElement(edit)
    case .setEnvironment(let edit): .unsetEnvironment(edit)
    default: nil
    }
  }

  /// Whether inserting it would change nothing; so it is where that cannot be told.
  func isInserted(in text: [UInt8]) -> Bool {
    (try? insertion.apply(to: text))?.changed != true
  }

  /// The file with the node as generated in place of what it is there; nil when it is not there, or
  /// the file cannot be read.
  func replaced(in text: [UInt8]) -> [UInt8]? {
    (try? NodeReplacement(insertion).apply(to: text)).flatMap(\.self)
  }

  /// The file without the node, edited or not; nil when it is not there.
  func removed(from text: [UInt8]) -> [UInt8]? {
    guard let removal, let bare = hasText ? replaced(in: text) : text else { return nil }
    return (try? removal.apply(to: bare)).flatMap { $0.changed ? $0.text : nil }
  }
}

extension StructuredEdit {
  /// The name that a lock gives what this inserts; nil for an import, which several share.
  var nodeName: String? {
    switch self {
    case .registerRouter: "registration"
    case .appendClass(let edit): edit.name
    case .addAttribute(let edit): "\(edit.className).\(edit.name)"
    case .addYAMLEntry(let edit): edit.path.joined(separator: ".")
    case .setEnvironment(let edit): edit.key
    case .addElement(let edit): edit.target
    default: nil
    }
  }
}

extension String {
  /// The text without the line ending that a pristine adds.
  fileprivate var withoutLastLineEnding: String { hasSuffix("\n") ? String(dropLast()) : self }
}
