internal import ProjectModel

/// One field of the form: what it holds is text, or a truth.
struct PageField {
  /// The name on the wire, and of the field.
  let wire: String
  /// What people read.
  let label: String
  /// Whether it holds a truth.
  let isSwitch: Bool
  /// Whether adding, and changing, takes it.
  let isInCreate: Bool
  let isInUpdate: Bool
  /// Whether it must be filled in.
  let isRequired: Bool
  /// What a new row starts with.
  let initial: String
  /// What of `row` the form starts with.
  let fromRow: String
  /// What is sent of `values`.
  let sent: String
  /// The rules that its value must keep.
  let rules: [String]
  /// The attributes of its component beside name, label and `required`.
  let attributes: [String]
  /// The component: `TextField`.
  let component: String
  /// The type to import that ``sent`` names.
  let importedType: String?
}

extension EntityPage {
  /// The fields of the form.
  var fields: [PageField] {
    let creates = does(.add) ? contract.creates : []
    let updates = does(.edit) ? contract.updates : []
    let inputs = creates + updates.filter { update in !creates.contains { $0.wire == update.wire } }
    return inputs.map { input in
      PageFieldBuilder(input: input, page: self).field(
        isInCreate: creates.contains { $0.wire == input.wire },
        isInUpdate: updates.contains { $0.wire == input.wire })
    }
  }
}
