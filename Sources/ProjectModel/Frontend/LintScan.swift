internal import Patch

/// Whether a frontend's lint forbids `any`.
struct LintScan {
  let sources: FrontendSources

  /// The rule where it is written; else whether a preset that has it is used.
  func forbidsAny() throws(TreeError) -> Bool {
    for path in configurations() {
      guard let bytes = try sources.contents(of: path) else { continue }
      let text = String(decoding: JSONText.blankingComments(in: bytes), as: UTF8.self)
      if let verdict = Self.verdict(of: text, isBiome: path.fileName.hasPrefix("biome")) {
        return verdict
      }
    }
    return false
  }

  /// The configurations of the frontend, then of the directories above it.
  private func configurations() -> [RelativePath] {
    let directories = [sources.root] + (sources.root?.ancestors ?? []).map(Optional.some)
    let all = sources.root == nil ? directories : directories + [nil]
    return all.flatMap { directory in
      Self.names.map { directory?.appending($0) ?? $0 }.filter(sources.workspace.contains)
    }
  }

  private static let names: [RelativePath] = [
    "eslint.config.mjs", "eslint.config.js", "eslint.config.ts", "eslint.config.cjs",
    ".eslintrc.json", ".eslintrc", ".eslintrc.js", ".eslintrc.cjs", ".eslintrc.yml",
    ".eslintrc.yaml", "biome.json", "biome.jsonc", "package.json",
  ]

  /// Nil when a configuration says nothing about it.
  private static func verdict(of text: String, isBiome: Bool) -> Bool? {
    let rule = isBiome ? "noExplicitAny" : "no-explicit-any"
    if let range = text.firstRange(of: rule) {
      let value = text[range.upperBound...].drop { "\"': [{\n\tlevel".contains($0) }
      return !(value.hasPrefix("off") || value.hasPrefix("0"))
    }
    if isBiome { return !text.replacing(" ", with: "").contains("\"recommended\":false") }
    let presets = [
      "next/typescript", "typescript-eslint/recommended", "typescript-eslint/strict",
      "configs.recommended", "configs.strict", "eslint-config-next/typescript",
    ]
    // `js.configs.recommended` alone knows no types.
    let knowsTypes = text.contains("typescript") || text.contains("tseslint")
    return knowsTypes && presets.contains { text.contains($0) } ? true : nil
  }
}
