import Foundation
import Generators
import Patch
import ProjectModel
import SourceEdits

/// A frontend that was scaffolded into an empty workspace, and what its modules import.
struct ScaffoldedFrontend {
  let changes: GeneratedChanges
  var tree: StagedTree

  /// Every choice that makes a difference to a frontend: 32 of them.
  static let combinations: [ProjectChoices] = {
    let features: [ProjectChoices.Feature] = [.dataTables, .forms, .authPages, .navigation]
    return (0..<32).map { number in
      var choices = ProjectChoices(name: "tea-shop")
      choices.auth = number & 16 == 0 ? .jwt : .none
      for (bit, feature) in features.enumerated() where number & (1 << bit) != 0 {
        choices.features.remove(feature)
      }
      return choices
    }
  }()

  init(_ choices: ProjectChoices = ProjectChoices(name: "tea-shop")) throws {
    changes = try ProjectAgent.generate(.frontend, of: choices, tree: MemoryTree([:]))
    tree = StagedTree(base: MemoryTree([:]))
    for change in changes.changes { try tree.stage(change) }
  }

  /// What detection finds of it.
  func detected() throws -> Frontend { try Detection.detect(in: tree).frontend() }

  /// Gives it a module.
  @discardableResult
  mutating func add(_ module: String) throws -> GeneratedChanges {
    let changes = try FrontendModuleAgent.generate(module, frontend: detected(), tree: tree)
    for change in changes.changes { try tree.stage(change) }
    return changes
  }

  /// A file below `frontend/`.
  func text(_ below: String) throws -> String { try tree.text(RelativePath("frontend/\(below)")) }

  /// The files of the frontend, by their paths below it.
  func files() throws -> [String: String] {
    let paths = try tree.files().filter { $0.isBelow("frontend") }
    return Dictionary(
      uniqueKeysWithValues: try paths.map { path in
        (String(path.description.dropFirst("frontend/".count)), try tree.text(path))
      })
  }

  /// What `package.json` lists for production.
  func dependencies() throws -> Set<String> {
    struct Manifest: Decodable { var dependencies: [String: String] }
    let text = try text("package.json")
    return Set(try JSONDecoder().decode(Manifest.self, from: Data(text.utf8)).dependencies.keys)
  }

  /// What is wrong with the imports: modules that are not there, names that they do not export,
  /// packages that are not listed.
  func brokenImports() throws -> [String] {
    let files = try files()
    let listed = try dependencies()
    var problems: [String] = []
    for (name, text) in files where name.hasSuffix(".ts") || name.hasSuffix(".tsx") {
      for statement in try TypeScriptOutline(Array(text.utf8)).imports {
        let module = statement.module
        guard module.hasPrefix("@/") || module.hasPrefix(".") else {
          let parts = module.split(separator: "/").prefix(module.hasPrefix("@") ? 2 : 1)
          let package = parts.joined(separator: "/")
          if !listed.contains(package) { problems.append("\(name): \(package) is not listed") }
          continue
        }
        let base = Self.resolved(module, from: name)
        let candidates = [base, "\(base).ts", "\(base).tsx", "\(base)/index.ts"]
        guard let found = candidates.first(where: { files[$0] != nil }), let other = files[found]
        else {
          problems.append("\(name): there is no \(module)")
          continue
        }
        guard !found.hasSuffix(".css") else { continue }
        let exports = Set(try TypeScriptOutline(Array(other.utf8)).exports.map(\.name))
        for each in statement.names where !exports.contains(each.name) {
          problems.append("\(name): \(module) exports no \(each.name)")
        }
      }
    }
    return problems.sorted()
  }

  private static func resolved(_ module: String, from file: String) -> String {
    if module.hasPrefix("@/") { return String(module.dropFirst(2)) }
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in module.split(separator: "/") where part != "." {
      if part == ".." { parts.removeLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
