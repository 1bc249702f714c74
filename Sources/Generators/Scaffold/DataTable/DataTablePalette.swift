/// The colours of the table, as Tailwind's classes.
struct DataTablePalette {
  /// Of lines.
  var border: String
  /// Of the lines around fields and buttons.
  var fieldBorder: String
  /// Behind everything.
  var background: String
  /// Of text.
  var text: String
  /// Of text that matters less.
  var mutedText: String
  /// Of an empty field's text.
  var placeholder: String
  /// Of what the pointer is on.
  var hover: String
  /// Of a row: below the pointer, and selected.
  var row: String
  /// Of what a menu lies on.
  var menu: String
  /// Of a bar where a value is going to be.
  var skeleton: String
  /// Of a checked box.
  var checkbox: String

  /// Tailwind's own greys, light and dark.
  static let greys = DataTablePalette(
    border: "border-neutral-200 dark:border-neutral-800",
    fieldBorder: "border-neutral-300 dark:border-neutral-700",
    background: "bg-white dark:bg-neutral-950", text: "text-neutral-900 dark:text-neutral-50",
    mutedText: "text-neutral-600 dark:text-neutral-400",
    placeholder: "placeholder:text-neutral-500",
    hover: "hover:bg-neutral-100 dark:hover:bg-neutral-800",
    row: "hover:bg-neutral-50 data-[state=selected]:bg-neutral-100 dark:hover:bg-neutral-900"
      + " dark:data-[state=selected]:bg-neutral-800",
    menu: "bg-white text-neutral-900 dark:bg-neutral-950 dark:text-neutral-50",
    skeleton: "bg-neutral-200 dark:bg-neutral-800",
    checkbox: "accent-blue-600")

  /// The colours of shadcn's theme, which know light and dark themselves.
  static let theme = DataTablePalette(
    border: "border-border", fieldBorder: "border-input", background: "bg-background",
    text: "text-foreground", mutedText: "text-muted-foreground",
    placeholder: "placeholder:text-muted-foreground",
    hover: "hover:bg-accent hover:text-accent-foreground",
    row: "hover:bg-muted/50 data-[state=selected]:bg-muted",
    menu: "bg-popover text-popover-foreground", skeleton: "bg-muted", checkbox: "accent-primary")
}
