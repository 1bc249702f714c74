internal import Patch
internal import ProjectModel
internal import SourceEdits

/// What a frontend must be like for a module's files to work in it.
struct FrontendModuleRules {
  let frontend: Frontend
  let module: FrontendModule

  /// Refuses a frontend that the files are not written for.
  func check() throws(GenerationError) {
    let router = frontend.router.value
    guard router.kind == .app else {
      throw refusal(router.directory, "\(module.rawValue) is written for the App Router")
    }
    let manifest = frontend.path("package.json")
    guard frontend.major(of: "tailwindcss").map({ $0 >= 4 }) == true else {
      throw refusal(
        manifest, "\(module.rawValue) is written for Tailwind CSS 4, which is not a dependency")
    }
    guard frontend.next.value >= 15 else {
      throw refusal(manifest, "\(module.rawValue) is written for Next.js 15 and later")
    }
    let source = frontend.source ?? frontend.root
    guard frontend.aliases.contains(where: { $0.prefix == "@/" && $0.directory == source }) else {
      let place = source.map { "\($0)/" } ?? "the root"
      throw refusal(
        frontend.path("tsconfig.json"),
        "\(module.rawValue) imports from '@/', which does not stand for \(place); add it to paths")
    }
  }

  /// Refuses files that stand there and lack what the module imports of them.
  ///
  /// - Parameter texts: The module's files, as they are made.
  func check(_ texts: [RelativePath: String], in builder: OutputBuilder) throws(GenerationError) {
    var findings: [Finding] = []
    for (path, names) in imports(texts).sorted(by: { $0.key < $1.key }) {
      guard let present = try builder.contents(of: path) else { continue }
      let exports = ModuleExports(present)
      let missing = names.filter { !exports.mayHave($0) }.sorted()
      guard !missing.isEmpty else { continue }
      findings.append(
        Finding(
          .conflict, path: path,
          "it stands there and exports no '\(missing.joined(separator: "', '"))', which"
            + " \(module.rawValue) uses; add it, or move the file away"))
    }
    guard findings.isEmpty else { throw .refused(Refusal(findings)) }
  }

  /// The values that the files import of each other.
  private func imports(_ texts: [RelativePath: String]) -> [RelativePath: Set<String>] {
    let source = frontend.source ?? frontend.root
    var found: [RelativePath: Set<String>] = [:]
    for (file, text) in texts {
      guard let outline = try? TypeScriptOutline(Array(text.utf8)) else { continue }
      for statement in outline.imports where statement.module.hasPrefix("@/") {
        let below = RelativePath(unchecked: Array(statement.module.utf8.dropFirst(2)))
        let base = source?.appending(below) ?? below
        let names = statement.names.filter { !$0.isType && !statement.isTypeOnly }.map(\.name)
        for suffix in [".ts", ".tsx"] {
          let path = RelativePath(unchecked: base.bytes + Array(suffix.utf8))
          if path != file, texts[path] != nil { found[path, default: []].formUnion(names) }
        }
      }
    }
    return found
  }

  private func refusal(_ path: RelativePath, _ words: String) -> GenerationError {
    .refused(Refusal(Finding(.refused, path: path, words)))
  }
}
