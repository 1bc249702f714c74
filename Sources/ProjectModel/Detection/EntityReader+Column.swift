extension EntityReader {
  /// One column of a model.
  package struct Column: Hashable, Sendable {
    /// The attribute.
    package var name: String
    /// Where it stands, and what.
    package var place: Evidence
    /// Whether nothing but a value that is written fills it: it is NOT NULL without a default.
    package var isNeeded: Bool
    /// Whether it belongs to a feature, as `created_at`.
    package var isFeature: Bool
    /// The field it is; nil for that of a feature, and for what could not be understood.
    package var field: Field?
    /// How the values of an enum field are written in Python; nil for another field.
    package var choices: Choices?
    /// Whether it says the length or the digits of its values.
    package var hasSize = false
    /// Why it is no field of the entity; nil when it is one, or a feature's.
    package var objection: String?
  }

  /// How the values of an enum field are written in Python.
  package enum Choices: Hashable, Sendable {
    /// As members of a class, with the name of each by its value.
    case members(PythonSymbolPath, names: [String: String])
    /// As texts: `Literal["draft", "live"]`.
    case texts
  }
}
