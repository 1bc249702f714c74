import Foundation

/// Tools that write files from templates, measured beside a generation.
struct Scaffolders {
  let scratch: Scratch
  /// What was generated: it becomes the tools' templates, so that all write the same.
  let files: [Sample]

  /// The tools, with their templates made.
  var all: [Peer] { get throws { [try copier(), try cookiecutter(), try rails()] } }

  /// Renders a template into a directory; no undo, no flush, no edit of a file that is there.
  private func copier() throws -> Peer {
    let template = try scratch.directory()
    let settings = #"{"_templates_suffix": "", "name": "product", "title": "Product"}"#
    try write([Sample(path: "copier.yml", bytes: Array(settings.utf8))], in: template)
    try write(templates(below: "", name: "name", title: "title"), in: template)
    return Peer(
      name: "copier", program: Peers.tool("copier"),
      commit: [
        [
          Peers.tool("copier"), "copy", "--defaults", "--quiet", "--data", "name=order", "--data",
          "title=Order", template, "shop",
        ]
      ], setUp: [["mkdir", "shop"]],
      commits: "`copier copy` (PyPI) of a template of \(files.count) files")
  }

  /// The same, into a new directory.
  private func cookiecutter() throws -> Peer {
    let template = try scratch.directory()
    let variables = #"{"name": "product", "title": "Product"}"#
    // What it remembers of a run stays with the measure.
    let settings = "replay_dir: \(template)/replay\ncookiecutters_dir: \(template)/cache\n"
    try write(
      [
        Sample(path: "cookiecutter.json", bytes: Array(variables.utf8)),
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
          template, "name=order", "title=Order",
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
      let text = String(decoding: file.bytes, as: UTF8.self)
        .replacingOccurrences(of: "product", with: "{% endraw %}{{ \(name) }}{% raw %}")
        .replacingOccurrences(of: "Product", with: "{% endraw %}{{ \(title) }}{% raw %}")
      let path = file.path.replacingOccurrences(of: "product", with: "{{ \(name) }}")
      return Sample(path: folder + path, bytes: Array("{% raw %}\(text){% endraw %}".utf8))
    }
  }
}
