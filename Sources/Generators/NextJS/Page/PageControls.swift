/// How templates write the parts of `components/ui`: as the project's components, or as elements.
struct PageControls {
  /// The tag of a button.
  let button: String
  /// Attributes of a button, with a space before them: of a plain one, a small one, the main one
  /// and one that deletes.
  let outline: String
  let small: String
  let primary: String
  let danger: String
  /// The tags of text inputs, with their classes.
  let input: String
  let inputClass: String
  let textarea: String
  let textareaClass: String
  /// The tag of a label, with its class.
  let label: String
  let labelClass: String
  /// Whether the project has the others.
  let badge: Bool
  let checkbox: Bool
  let dialog: Bool
  let select: Bool
  let sheet: Bool
  let skeleton: Bool
  let `switch`: Bool

  init(_ dialect: PageDialect, styles: PageStyles) {
    func attribute(_ role: PageRole) -> String { " " + (styles.attributes[role.rawValue] ?? "") }
    let hasButton = dialect.has(.button)
    /// A variant where the button has some, classes where there is no button.
    func look(_ variant: String, _ role: PageRole) -> String {
      guard hasButton else { return attribute(role) }
      return dialect.hasVariants ? variant : ""
    }
    button = hasButton ? "Button" : "button"
    outline = look(" variant=\"outline\"", .button)
    small = hasButton && dialect.hasVariants ? " size=\"sm\"" : ""
    primary = look("", .primary)
    danger = look(" variant=\"destructive\"", .danger)
    input = dialect.has(.input) ? "Input" : "input"
    inputClass = dialect.has(.input) ? "" : attribute(.control)
    textarea = dialect.has(.textarea) ? "Textarea" : "textarea"
    textareaClass = dialect.has(.textarea) ? "" : attribute(.area)
    label = dialect.has(.label) ? "Label" : "label"
    labelClass = dialect.has(.label) ? "" : attribute(.label)
    badge = dialect.has(.badge)
    checkbox = dialect.has(.checkbox)
    dialog = dialect.has(.dialog)
    select = dialect.has(.select)
    sheet = dialect.has(.sheet)
    skeleton = dialect.has(.skeleton)
    `switch` = dialect.has(.switch)
  }
}
