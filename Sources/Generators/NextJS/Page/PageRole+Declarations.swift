extension PageRole {
  /// The declarations of a CSS module.
  var declarations: [String] {
    switch self {
    case .heading: ["margin: 0 0 1rem", "font-size: 1.25rem", "font-weight: 600"]
    case .lead: ["margin: 0 0 1rem"]
    case .stack: ["display: flex", "flex-direction: column", "gap: 1rem", "outline: none"]
    case .toolbar:
      ["display: flex", "flex-wrap: wrap", "align-items: flex-end", "gap: 0.75rem"]
    case .search:
      [
        "display: flex", "flex: 1 1 16rem", "flex-direction: column", "gap: 0.25rem",
        "max-width: 20rem",
      ]
    case .filter:
      ["display: flex", "flex-direction: column", "gap: 0.25rem", "min-width: 8rem"]
    case .caption, .hint: ["margin: 0", "color: #525252", "font-size: 0.875rem"]
    case .control, .area:
      ["box-sizing: border-box", "width: 100%", "border: 1px solid #d4d4d4"] + Self.pressed
    case .code: ["font-family: monospace"]
    case .end: ["margin-inline-start: auto"]
    case .bulk:
      [
        "display: flex", "flex-wrap: wrap", "align-items: center", "gap: 0.5rem", "width: 100%",
        "padding: 0.5rem 0.75rem", "background: #f5f5f5",
      ]
    case .alert:
      [
        "display: flex", "flex-wrap: wrap", "align-items: center", "gap: 0.75rem",
        "padding: 0.5rem 0.75rem", "border: 1px solid #b91c1c", "border-radius: 0.375rem",
        "color: #b91c1c",
      ]
    case .tableBox:
      [
        "position: relative", "overflow-x: auto", "border: 1px solid #e5e5e5",
        "border-radius: 0.375rem",
      ]
    case .empty:
      ["margin: 0", "padding: 2.5rem 0.75rem", "color: #525252", "text-align: center"]
    case .pager:
      [
        "display: flex", "flex-wrap: wrap", "align-items: center",
        "justify-content: space-between", "gap: 0.75rem",
      ]
    case .pagerControls, .inline:
      ["display: flex", "flex-wrap: wrap", "align-items: center", "gap: 0.5rem"]
    case .notice:
      ["position: fixed", "inset-block-end: 1rem", "inset-inline-end: 1rem", "z-index: 50"]
    case .message:
      [
        "padding: 0.5rem 1rem", "border-radius: 0.375rem", "background: #171717", "color: white",
      ]
    case .number: ["font-variant-numeric: tabular-nums"]
    case .badge:
      ["padding: 0.1rem 0.5rem", "border: 1px solid #d4d4d4", "border-radius: 999px"]
    case .checkbox: ["width: 1rem", "height: 1rem", "vertical-align: middle"]
    case .rowActions: ["display: flex", "justify-content: flex-end", "gap: 0.5rem"]
    case .hidden:
      [
        "position: absolute", "width: 1px", "height: 1px", "overflow: hidden",
        "clip-path: inset(50%)", "white-space: nowrap",
      ]
    case .skeleton: ["display: flex", "flex-direction: column", "gap: 0.75rem"]
    case .skeletonRow: ["height: 2.25rem", "border-radius: 0.25rem", "background: #e5e5e5"]
    case .form, .confirmation: ["display: flex", "flex-direction: column", "gap: 1rem"]
    case .field: ["display: flex", "flex-direction: column", "gap: 0.4rem"]
    case .label: ["font-size: 0.875rem", "font-weight: 500"]
    case .name: ["font-weight: 500"]
    case .mark: ["margin-inline-start: 0.25rem", "color: #b91c1c"]
    case .problem: ["margin: 0", "color: #b91c1c", "font-size: 0.875rem"]
    case .switchLabel:
      [
        "display: flex", "align-items: center", "gap: 0.5rem", "font-size: 0.875rem",
        "font-weight: 500",
      ]
    case .footer:
      [
        "position: sticky", "inset-block-end: -1.5rem", "display: flex",
        "justify-content: flex-end", "gap: 0.5rem", "margin-block-end: -1.5rem",
        "padding-block: 1rem", "border-block-start: 1px solid #e5e5e5", "background: white",
      ]
    case .sheet:
      [
        "box-sizing: border-box", "width: 100%", "max-width: 32rem", "height: 100dvh",
        "max-height: none", "margin-block: 0", "margin-inline: auto 0", "padding: 1.5rem",
        "border: 0", "overflow-y: auto",
      ]
    case .dialog:
      [
        "box-sizing: border-box", "width: calc(100% - 2rem)", "max-width: 28rem", "margin: auto",
        "padding: 1.5rem", "border: 0", "border-radius: 0.5rem",
      ]
    case .modalHeader:
      [
        "display: flex", "align-items: center", "justify-content: space-between", "gap: 1rem",
        "margin-block-end: 1rem",
      ]
    case .modalTitle: ["margin: 0", "font-size: 1.125rem", "font-weight: 600"]
    case .close:
      [
        "padding: 0 0.5rem", "border: 0", "background: none", "color: inherit",
        "font-size: 1.25rem", "line-height: 1", "cursor: pointer",
      ]
    case .sheetContent: ["overflow-y: auto"]
    case .sheetBody: ["padding: 0 1rem 1.5rem"]
    case .button: ["border: 1px solid #d4d4d4"] + Self.pressed + ["cursor: pointer"]
    case .primary: Self.filled("#171717")
    case .danger: Self.filled("#b91c1c")
    }
  }

  /// What inputs and buttons have in common: nothing of it is left to a reset of the project's.
  private static let pressed = [
    "border-radius: 0.375rem", "padding: 0.4rem 0.75rem", "background: transparent",
    "color: inherit", "font: inherit", "font-size: 0.875rem",
  ]

  private static func filled(_ colour: String) -> [String] {
    [
      "border: 1px solid \(colour)", "border-radius: 0.375rem", "padding: 0.4rem 0.75rem",
      "background: \(colour)", "color: white", "font: inherit", "font-size: 0.875rem",
      "cursor: pointer",
    ]
  }
}
