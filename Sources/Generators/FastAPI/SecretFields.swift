internal import ProjectModel

/// Fields that seem to hold secrets, by their names.
enum SecretFields {
  /// A warning that names them; none when there are none.
  static func warnings(of entity: BackendEntity) -> [String] {
    let names = entity.entity.fields.filter(isSecret).map(\.name)
    guard !names.isEmpty else { return [] }
    let list = names.joined(separator: ", ")
    return [
      "\(list): by the name this is a secret, and the API takes, searches and shows it like any other"
        + " text; where it must stay one, take it out of the classes in \(entity.files.schemas.path)"
        + " that have it, and of SEARCHED and SORTABLE in \(entity.files.crud.path)"
    ]
  }

  private static func isSecret(_ field: Field) -> Bool {
    guard field.type == .str || field.type == .text else { return false }
    let words = field.name.split(separator: "_").map(String.init)
    return !secrets.isDisjoint(with: words)
      || zip(words, words.dropFirst()).contains { keys.contains($0) && $1 == "key" }
  }

  private static let secrets: Set<String> = [
    "hash", "hashed", "passphrase", "passwd", "password", "pwd", "salt", "secret", "token", "totp",
  ]
  private static let keys: Set<String> = ["api", "access", "encryption", "private", "signing"]
}
