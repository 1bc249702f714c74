extension Template {
  /// The templates of what joins the parts of a new project.
  static let projectWiring: [Template] = [
    .projectReadme, .projectEnvironment, .projectGitIgnore,
  ]

  /// The settings of a new project, in groups.
  static let projectEnvironment = Template(
    name: "project/environment", version: 1,
    text: """
      {{#groups}}
      {{#comment}}
      {{{.}}}
      {{/comment}}
      {{#variables}}
      {{{name}}}={{{value}}}
      {{/variables}}
      {{^isLast}}

      {{/isLast}}
      {{/groups}}

      """)

  /// What git ignores in a new project.
  static let projectGitIgnore = Template(
    name: "project/git-ignore", version: 1,
    text: """
      # Secrets and settings of this machine
      .env
      .env.*
      !.env.example

      # Databases in a file
      *.db
      *.db-*

      # Python
      __pycache__/
      *.py[cod]
      .venv/
      .pytest_cache/
      .mypy_cache/
      .ruff_cache/
      .coverage

      # Node.js
      node_modules/
      .next/
      coverage/
      *.tsbuildinfo
      next-env.d.ts

      # Editors and systems
      .idea/
      .vscode/
      .DS_Store

      """)
}
