/// The classes of a page's elements, by the part they play.
enum PageRole: String, CaseIterable {
  case heading, lead, stack, toolbar, search, filter, caption, control, area, code, end, bulk, alert
  case tableBox, empty, pager, pagerControls, inline, notice, message, number, badge, checkbox
  case rowActions, hidden, skeleton, skeletonRow, form, field, label, mark, hint, problem
  case switchLabel, footer, sheet, dialog, modalHeader, modalTitle, close, name, confirmation
  case sheetContent, sheetBody, button, primary, danger

  /// The utilities of Tailwind 4, in the colours of shadcn's theme.
  var utilities: String {
    switch self {
    case .heading: "mb-4 text-xl font-semibold"
    case .lead: "mb-4"
    case .stack: "flex flex-col gap-4 outline-none"
    case .toolbar: "flex flex-wrap items-end gap-3"
    case .search: "flex w-full flex-col gap-1 text-sm sm:w-64"
    case .filter: "flex min-w-32 flex-1 flex-col gap-1 text-sm sm:flex-none"
    case .caption: "text-muted-foreground"
    case .control:
      "h-9 w-full rounded-md border border-input bg-transparent px-3 text-sm"
        + " aria-invalid:border-destructive"
    case .area:
      "w-full rounded-md border border-input bg-transparent px-3 py-2 text-sm"
        + " aria-invalid:border-destructive"
    case .code: "font-mono"
    case .end: "ms-auto"
    case .bulk: "flex w-full flex-wrap items-center gap-2 rounded-md bg-muted px-3 py-2 text-sm"
    case .alert:
      "flex flex-wrap items-center gap-3 rounded-md border border-destructive px-3 py-2"
        + " text-sm text-destructive"
    case .tableBox: "relative overflow-x-auto rounded-md border border-border aria-busy:opacity-60"
    case .empty: "px-3 py-10 text-center text-sm text-muted-foreground"
    case .pager: "flex flex-wrap items-center justify-between gap-3 text-sm"
    case .pagerControls: "flex flex-wrap items-center gap-2"
    case .inline: "flex items-center gap-2"
    case .notice: "fixed bottom-4 end-4 z-50"
    case .message:
      "rounded-md bg-foreground px-4 py-2 text-sm text-background shadow-lg"
        + " data-[kind=error]:bg-destructive"
    case .number: "tabular-nums"
    case .badge: "rounded-full border border-input px-2 py-0.5 text-xs"
    case .checkbox: "size-4 align-middle"
    case .rowActions: "flex justify-end gap-2"
    case .hidden: "sr-only"
    case .skeleton: "flex flex-col gap-3"
    case .skeletonRow: "h-9 animate-pulse rounded bg-muted"
    case .form: "flex flex-col gap-4"
    case .field: "flex flex-col gap-1.5"
    case .label: "text-sm font-medium"
    case .mark: "ms-1 text-destructive"
    case .hint: "text-xs text-muted-foreground"
    case .problem: "text-sm text-destructive"
    case .switchLabel: "flex items-center gap-2 text-sm font-medium"
    case .footer:
      "sticky -bottom-6 -mb-6 flex justify-end gap-2 border-t border-border"
        + " bg-background py-4"
    case .sheet:
      "my-0 ms-auto me-0 h-dvh max-h-none w-full max-w-lg overflow-y-auto"
        + " bg-background p-6 text-foreground shadow-xl backdrop:bg-black/50"
    case .dialog:
      "m-auto w-[calc(100%-2rem)] max-w-md rounded-lg bg-background p-6"
        + " text-foreground shadow-xl backdrop:bg-black/50"
    case .modalHeader: "mb-4 flex items-center justify-between gap-4"
    case .modalTitle: "text-lg font-semibold"
    case .close: "rounded px-2 text-xl leading-none"
    case .name: "font-medium"
    case .confirmation: "flex flex-col gap-4"
    case .sheetContent: "w-full overflow-y-auto sm:max-w-lg"
    case .sheetBody: "px-4 pb-6"
    case .button: "rounded-md border border-input px-3 py-1.5 text-sm disabled:opacity-50"
    case .primary:
      "rounded-md bg-foreground px-3 py-1.5 text-sm text-background"
        + " disabled:opacity-50"
    case .danger:
      "rounded-md bg-destructive px-3 py-1.5 text-sm text-background"
        + " disabled:opacity-50"
    }
  }
}
