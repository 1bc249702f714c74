internal import Mustache
package import Patch
internal import ProjectModel

/// A project's own texts of built-in templates: `.backstitch/templates/NAME.mustache`.
package struct TemplateOverrides: Hashable, Sendable {
  /// The texts by the templates' names.
  private(set) var texts: [String: String] = [:]

  // Every text that is rendered in one run goes by the same overrides, which come from the tree like
  // all else a generator goes by. Handing them through each of forty views would say no more.
  @TaskLocal private static var current = TemplateOverrides()

  /// None.
  package init() {}

  /// Those of a tree.
  ///
  /// - Throws: ``GenerationError/template(_:line:_:)`` for the first that cannot be used.
  package init(in tree: some ReadableTree) throws(GenerationError) {
    for path in try Self.files(below: ProjectFiles.templates, in: tree) {
      let bytes: [UInt8]?
      do throws(TreeError) {
        bytes = try tree.contents(of: path)
      } catch {
        throw .tree(error)
      }
      guard let bytes, let name = Self.name(of: path) else { continue }
      guard let template = Template.all.first(where: { $0.name == name }) else {
        throw .template(
          path, line: nil,
          "there is no template '\(name)'; 'backstitch templates list' has their names")
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .template(path, line: nil, "it is not UTF-8")
      }
      try Self.check(text, of: template, at: path)
      texts[name] = text
    }
  }

  /// Runs a body in which templates have these texts.
  package func use<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try Self.$current.withValue(self) { () -> Result<Value, Failure> in
      do throws(Failure) {
        return .success(try body())
      } catch {
        return .failure(error)
      }
    }.get()
  }

  /// The text that the project has instead of a template's own; nil: it has none.
  static func text(of name: String) -> String? { current.texts[name] }

  /// Where the override of a template lies.
  package static func path(of name: String) -> RelativePath {
    RelativePath(unchecked: ProjectFiles.templates.bytes + Array("/\(name).mustache".utf8))
  }

  // MARK: Files

  private static let ending = ".mustache"

  private static func name(of path: RelativePath) -> String? {
    let text = path.description.dropFirst(ProjectFiles.templates.description.count + 1)
    return text.hasSuffix(ending) ? String(text.dropLast(ending.count)) : nil
  }

  private static func files(
    below directory: RelativePath, in tree: some ReadableTree
  ) throws(GenerationError) -> [RelativePath] {
    var found: [RelativePath] = []
    do throws(TreeError) {
      for child in try tree.children(of: directory) {
        if case .directory? = try tree.node(at: child) {
          do throws(GenerationError) {
            found += try files(below: child, in: tree)
          } catch .tree(let error) {
            throw error
          } catch {
            continue
          }
        } else {
          found.append(child)
        }
      }
    } catch {
      throw .tree(error)
    }
    return found
  }

  // MARK: Checks

  /// The parser's reason, `sectionCloseNameIncorrect`, in words.
  private static func words(for error: any Error) -> String {
    "\(error)".reduce(into: "") { text, character in
      text += character.isUppercase ? " " + character.lowercased() : String(character)
    }
  }

  private static func check(
    _ text: String, of template: Template, at path: RelativePath
  ) throws(GenerationError) {
    do {
      _ = try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      throw .template(
        path, line: error.context.lineNumber, "it is no Mustache: \(words(for: error.error))")
    } catch {
      throw .template(path, line: nil, "it is no Mustache: \(error)")
    }
    // What a view has is what the built-in text makes of it.
    let known = Set(TemplateTag.tags(in: template.text).flatMap(\.names))
    for tag in TemplateTag.tags(in: text) {
      if let mark = tag.mark, ">$<%=".contains(mark) {
        throw .template(
          path, line: tag.line,
          "'{{\(mark)\(tag.content)}}' cannot be used here; a template stands alone")
      }
      if let stray = tag.names.first(where: { !known.contains($0) }) {
        throw .template(
          path, line: tag.line,
          "there is no variable '\(stray)'; there are \(known.sorted().joined(separator: ", "))")
      }
    }
  }
}
