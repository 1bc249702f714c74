/// How the elements of a page get their classes.
struct PageStyles {
  let styles: PageDialect.Styles
  /// The attribute of each role: `className="..."`, `className={styles.toolbar}`.
  let attributes: [String: String]

  init(_ styles: PageDialect.Styles, hasSheet: Bool) {
    self.styles = styles
    attributes = Dictionary(
      uniqueKeysWithValues: PageRole.allCases.map { role in
        (role.rawValue, "className=" + Self.value(of: role, styles, hasSheet: hasSheet))
      })
  }

  /// The value of the attribute, with its quotes or braces.
  private static func value(
    of role: PageRole, _ styles: PageDialect.Styles, hasSheet: Bool
  ) -> String {
    guard case .tailwind(let major, let themed) = styles else {
      return "{styles.\(role.rawValue)}"
    }
    var words = role.utilities.split(separator: " ").map(String.init)
    if hasSheet, role == .footer { words.replace(["-bottom-6", "-mb-6"], with: ["bottom-0"]) }
    if !themed { words = words.map { Self.inPalette($0) } }
    if major < 4 { words = words.map { Self.versionThree[$0] ?? $0 } }
    return "\"\(words.joined(separator: " "))\""
  }

  /// A utility in the palette's colours: `border-input` as `border-neutral-300`.
  private static func inPalette(_ utility: String) -> String {
    for (name, colour) in palette where utility.hasSuffix("-" + name) {
      return utility.dropLast(name.count) + colour
    }
    return utility
  }

  /// Longer names before those they end with.
  private static let palette = [
    ("muted-foreground", "neutral-600"), ("muted", "neutral-100"), ("input", "neutral-300"),
    ("border", "neutral-200"), ("destructive", "red-700"),
    ("background", "white"), ("foreground", "neutral-900"),
  ]

  /// What Tailwind 3 has under another name, or in its last versions only.
  private static let versionThree = [
    "aria-invalid:border-destructive": "aria-[invalid=true]:border-destructive",
    "aria-invalid:border-red-700": "aria-[invalid=true]:border-red-700",
    "h-dvh": "h-[100dvh]", "min-w-32": "min-w-[8rem]", "size-4": "h-4 w-4",
  ]

  /// The file of a CSS module, with the rules that files use.
  static func module(for files: [String]) -> String {
    let names = files.reduce(into: Set<String>()) { $0.formUnion(Self.names(in: $1)) }
    let used = PageRole.allCases.filter { names.contains($0.rawValue) }
    let rules = used.map { role in
      ".\(role.rawValue) {\n" + role.declarations.map { "  \($0);\n" }.joined() + "}\n"
    }
    let found = used.compactMap { role in states[role] }
    return (rules + found).joined(separator: "\n")
  }

  /// The names behind `styles.` in a file.
  private static func names(in text: String) -> [String] {
    text.split(separator: "styles.").dropFirst().map { part in
      String(part.prefix { $0.isLetter })
    }
  }

  private static func disabled(_ role: PageRole) -> String {
    ".\(role.rawValue):disabled {\n  opacity: 0.5;\n  cursor: default;\n}\n"
  }

  private static func backdrop(_ role: PageRole) -> String {
    ".\(role.rawValue)::backdrop {\n  background: rgb(0 0 0 / 50%);\n}\n"
  }

  private static let states: [PageRole: String] = [
    .control: ".control[aria-invalid=\"true\"] {\n  border-color: #b91c1c;\n}\n",
    .area: ".area[aria-invalid=\"true\"] {\n  border-color: #b91c1c;\n}\n",
    .button: disabled(.button), .primary: disabled(.primary), .danger: disabled(.danger),
    .sheet: backdrop(.sheet), .dialog: backdrop(.dialog),
    .tableBox: ".tableBox[aria-busy=\"true\"] {\n  opacity: 0.6;\n}\n",
    .message: ".message[data-kind=\"error\"] {\n  background: #b91c1c;\n}\n",
  ]
}
