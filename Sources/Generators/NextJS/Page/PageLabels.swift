internal import ProjectModel

/// The words that people read for fields and values.
enum PageLabels {
  /// `Name (English)` for `name_en`, `Category` for `category_id`, `SKU` for `sku`.
  static func field(_ name: String, of contract: EntityContract) -> String {
    if let reference = contract.reference(of: name) {
      return sentence(reference.relationship.name)
    }
    if name == "is_active" { return "Active" }
    let field = contract.entity.field(named: name)
    guard field?.isTranslated == true else { return sentence(name) }
    return sentence(name.dropLast(3)) + (name.hasSuffix("_ar") ? " (Arabic)" : " (English)")
  }

  /// `In stock` for `in_stock`, `in-stock` and `in stock`.
  static func value(_ value: String) -> String {
    sentence(value.replacing("-", with: "_").replacing(" ", with: "_"))
  }

  private static func sentence(_ name: some StringProtocol) -> String {
    let words = name.split(separator: "_").map { word in
      initialisms.contains(String(word)) ? word.uppercased() : String(word)
    }
    let text = words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static let initialisms: Set<String> = [
    "api", "bic", "css", "html", "iban", "id", "ip", "isbn", "pdf", "sku", "sms", "uri", "url",
    "uuid", "vat",
  ]
}
