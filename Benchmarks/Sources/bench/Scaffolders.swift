import Foundation

/// Tools that write files from templates, measured beside a generation.
struct Scaffolders {
  let scratch: Scratch
  /// What was generated: it becomes the tools' templates, so that all write the same.
  let files: [Sample]
  /// The words that become the variables `name` and `title`, each with what a run gives it.
  var variables = [("product", "order"), ("Product", "Order")]

  /// The tools, with their templates made.
  var all: [Peer] { get throws { try renderers + [try rails()] } }

  /// Those that render any template.
  var renderers: [Peer] { get throws { [try copier(), try cookiecutter()] } }

  /// Renders a template into a directory; no undo, no flush, no edit of a file that is there.
  private func copier() throws -> Peer {
    let template = try scratch.directory()
    let (name, title) = (variables[0], variables[1])
    let settings = #"{"_templates_suffix": "", "name": "\#(name.0)", "title": "\#(title.0)"}"#
    try write([Sample(path: "copier.yml", bytes: Array(settings.utf8))], in: template)
    try write(templates(below: "", name: "name", title: "title"), in: template)
    return Peer(
      name: "copier", program: Peers.tool("copier"),
      commit: [
        [
          Peers.tool("copier"), "copy", "--defaults", "--quiet", "--data", "name=\(name.1)",
          "--data", "title=\(title.1)", template, "shop",
        ]
      ], setUp: [["mkdir", "shop"]],
      commits: "`copier copy` (PyPI) of a template of \(files.count) files")
  }

  /// The same, into a new directory.
  private func cookiecutter() throws -> Peer {
    let template = try scratch.directory()
    let (name, title) = (variables[0], variables[1])
    let settled = #"{"name": "\#(name.0)", "title": "\#(title.0)"}"#
    // What it remembers of a run stays with the measure.
    let settings = "replay_dir: \(template)/replay\ncookiecutters_dir: \(template)/cache\n"
    try write(
      [
        Sample(path: "cookiecutter.json", bytes: Array(settled.utf8)),
        Sample(path: "settings.yaml", bytes: Array(settings.utf8)),
      ], in: template)
    try write(
      templates(
        below: "{{ cookiecutter.name }}/", name: "cookiecutter.name", title: "cookiecutter.title"),
      in: template)
    return Peer(
      name: "cookiecutter", program: Peers.tool("cookiecutter"),
      commit: [
        [
          Peers.tool("cookiecutter"), "--no-input", "--config-file", "\(template)/settings.yaml",
          template, "name=\(name.1)", "title=\(title.1)",
        ]
      ], setUp: [],
      commits: "`cookiecutter` (PyPI) of a template of \(files.count) files")
  }

  /// Makes an entity's code in an application of its framework, and edits its routes.
  private func rails() throws -> Peer {
    let application = try scratch.directory()
    if find("rails") != nil {
      try run(
        "rails",
        [
          "new", "shop", "--skip-bundle", "--skip-git", "--skip-listen", "--minimal", "--quiet",
        ], in: application)
      // The gems of Debian alone: nothing is fetched.
      let gems = "source 'https://rubygems.org'\ngem 'rails'\ngem 'sqlite3'\n"
      try write([Sample(path: "shop/Gemfile", bytes: Array(gems.utf8))], in: application)
      try run("bundle", ["install", "--local", "--quiet"], in: application + "/shop")
    }
    return Peer(
      name: "rails", program: "rails",
      commit: [
        [
          "ruby", "bin/rails", "generate", "scaffold", "product", "name_en:string",
          "price:decimal", "category:references", "status:integer", "sku:string:uniq",
        ]
      ], setUp: [["cp", "-R", application + "/shop/.", "."]],
      commits: "`rails generate scaffold` of the same fields")
  }

  /// The files as Jinja templates with two variables, in paths and texts.
  private func templates(below folder: String, name: String, title: String) -> [Sample] {
    files.map { file in
      let words = variables.map(\.0)
      let text = String(decoding: file.bytes, as: UTF8.self)
        .replacingOccurrences(of: words[0], with: "{% endraw %}{{ \(name) }}{% raw %}")
        .replacingOccurrences(of: words[1], with: "{% endraw %}{{ \(title) }}{% raw %}")
      let path = file.path.replacingOccurrences(of: words[0], with: "{{ \(name) }}")
      return Sample(path: folder + path, bytes: Array("{% raw %}\(text){% endraw %}".utf8))
    }
  }
}
