extension Template {
  /// The menu that shows and hides columns.
  static let dataTableViewOptions = Template(
    name: "scaffold/data-table/view-options", version: 1,
    text: #"""
      "use client";
      // The React Compiler would not see the table change: it stays the same object.
      "use no memo";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface DataTableViewOptionsProps<TData{{{bound}}}> {
        table: DataTableInstance<TData>;
      }

      /** The menu that shows and hides columns. */
      export function DataTableViewOptions<TData{{{bound}}}>({
        table,
      }: DataTableViewOptionsProps<TData>) {
      {{^menu}}
        const menu = useRef<HTMLDetailsElement>(null);
      {{/menu}}
        // A column without a value, such as that of a row's actions, always stays.
        const columns = table
          .getAllLeafColumns()
          .filter((column) => column.accessorFn && column.getCanHide());
        const visible = columns.filter((column) => column.getIsVisible());
      {{^menu}}

        useEffect(() => {
          function closeFromOutside({ target }: Event) {
            if (menu.current && !menu.current.contains(target as Node)) {
              menu.current.open = false;
            }
          }
          document.addEventListener("pointerdown", closeFromOutside);
          document.addEventListener("focusin", closeFromOutside);
          return () => {
            document.removeEventListener("pointerdown", closeFromOutside);
            document.removeEventListener("focusin", closeFromOutside);
          };
        }, []);

        function closeOnEscape(event: KeyboardEvent) {
          if (event.key !== "Escape" || !menu.current?.open) return;
          menu.current.open = false;
          menu.current.querySelector("summary")?.focus();
        }
      {{/menu}}

        if (columns.length === 0) return null;

      {{#menu}}
        return (
          <DropdownMenu>
      {{#hasVariants}}
            <DropdownMenuTrigger
              className={buttonVariants({
                variant: "outline",
                size: "sm",
                className: "ms-auto",
              })}
            >
      {{/hasVariants}}
      {{^hasVariants}}
            <DropdownMenuTrigger{{{class.menuButton}}}>
      {{/hasVariants}}
              <ColumnsIcon />
              {labels.columns}
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              {columns.map((column) => (
                <DropdownMenuCheckboxItem
                  key={column.id}
                  checked={column.getIsVisible()}
                  disabled={visible.length === 1 && column.getIsVisible()}
                  onCheckedChange={(checked) => column.toggleVisibility(checked)}
                  onSelect={(event) => event.preventDefault()}
                >
                  {titleOf(column)}
                </DropdownMenuCheckboxItem>
              ))}
            </DropdownMenuContent>
          </DropdownMenu>
        );
      {{/menu}}
      {{^menu}}
        return (
          <details ref={menu} onKeyDown={closeOnEscape}{{{class.menu}}}>
            <summary{{{class.menuButton}}}>
              <ColumnsIcon />
              {labels.columns}
            </summary>
            <fieldset{{{class.menuPanel}}}>
              <legend{{{class.hidden}}}>{labels.columns}</legend>
              {columns.map((column) => (
                <label key={column.id}{{{class.menuItem}}}>
                  <input
                    type="checkbox"
                    checked={column.getIsVisible()}
                    disabled={visible.length === 1 && column.getIsVisible()}
                    onChange={(event) =>
                      column.toggleVisibility(event.target.checked)
                    }
                    className={{{value.checkbox}}}
                  />
                  {titleOf(column)}
                </label>
              ))}
            </fieldset>
          </details>
        );
      {{/menu}}
      }

      /** The heading where it is text, else the id in words: "Unit price". */
      function titleOf<TData{{{bound}}}>(column: DataTableColumn<TData>) {
        const { header } = column.columnDef;
        if (typeof header === "string") return header;
        const words = column.id
          .replace(/[_.-]+/g, " ")
          .replace(/([a-z\d])([A-Z])/g, "$1 $2")
          .toLowerCase();
        return words.charAt(0).toUpperCase() + words.slice(1);
      }

      """#)
}
