package import Patch

/// The built-in templates as a project sees them.
package enum TemplateCatalog {
  /// One template.
  package struct Entry: Hashable, Sendable {
    /// Its name: `fastapi/crud`.
    package var name: String
    /// Counts up when what it makes changes.
    package var version: Int
    /// Its built-in text.
    package var text: String
    /// Where the project's own text lies, or would.
    package var override: RelativePath
  }

  /// All, by name.
  package static let entries = Template.all.map { template in
    Entry(
      name: template.name, version: template.version, text: template.text,
      override: TemplateOverrides.path(of: template.name))
  }
}
