extension Template {
  /// The page controls.
  static let dataTablePagination = Template(
    name: "scaffold/data-table/pagination", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      const PAGE_SIZES = [10, 20, 50, 100];

      interface DataTablePaginationProps {
        pagination: PaginationState;
        onPaginationChange: OnChangeFn<PaginationState>;
        /** Counts the rows of all pages; without it, a page not full is the last. */
        rowCount?: number;
        /** Counts the rows of this page. */
        pageRowCount: number;
        selectedCount?: number;
      }

      /** Says which rows are shown, and leads to the others. */
      export function DataTablePagination({
        pagination: { pageIndex, pageSize },
        onPaginationChange,
        rowCount,
        pageRowCount,
        selectedCount = 0,
      }: DataTablePaginationProps) {
        const pageSizeId = useId();
        const first = pageIndex * pageSize;
        const pageCount =
          rowCount === undefined
            ? undefined
            : Math.max(1, Math.ceil(rowCount / pageSize));
        const isLast =
          pageCount === undefined
            ? pageRowCount < pageSize
            : pageIndex >= pageCount - 1;
        const pageSizes = PAGE_SIZES.includes(pageSize)
          ? PAGE_SIZES
          : [...PAGE_SIZES, pageSize].sort((a, b) => a - b);

        function goTo(page: number) {
          onPaginationChange({ pageIndex: page, pageSize });
        }

        /** Keeps the first row in sight. */
        function resize(size: number) {
          onPaginationChange({
            pageIndex: Math.floor(first / size),
            pageSize: size,
          });
        }

        return (
          <nav aria-label={labels.pagination}{{{class.pagination}}}>
            <p aria-live="polite" dir="auto">
              {pageRowCount > 0 &&
                labels.rows(first + 1, first + pageRowCount, rowCount)}
              {selectedCount > 0 && ` · ${labels.selected(selectedCount)}`}
            </p>
            <div{{{class.controls}}}>
              <div{{{class.pageSize}}}>
                <span id={pageSizeId}>{labels.rowsPerPage}</span>
      {{#select}}
                <Select
                  value={String(pageSize)}
                  onValueChange={(size) => resize(Number(size))}
                >
                  <SelectTrigger aria-labelledby={pageSizeId}{{{class.select}}}>
                    <SelectValue />
                  </SelectTrigger>
                  <SelectContent>
                    {pageSizes.map((size) => (
                      <SelectItem key={size} value={String(size)}>
                        {size}
                      </SelectItem>
                    ))}
                  </SelectContent>
                </Select>
      {{/select}}
      {{^select}}
                <select
                  aria-labelledby={pageSizeId}
                  value={pageSize}
                  onChange={(event) => resize(Number(event.target.value))}
                  className={{{value.select}}}
                >
                  {pageSizes.map((size) => <option key={size}>{size}</option>)}
                </select>
      {{/select}}
              </div>
              <span dir="auto">{labels.page(pageIndex + 1, pageCount)}</span>
              <div{{{class.pages}}}>
                <Button
                  type="button"
      {{#pageButton}}
                  {{{.}}}
      {{/pageButton}}
                  aria-label={labels.firstPage}
                  disabled={pageIndex === 0}
                  onClick={() => goTo(0)}
                >
                  <FirstIcon />
                </Button>
                <Button
                  type="button"
      {{#pageButton}}
                  {{{.}}}
      {{/pageButton}}
                  aria-label={labels.previousPage}
                  disabled={pageIndex === 0}
                  onClick={() =>
                    goTo(Math.min(pageIndex, pageCount ?? pageIndex) - 1)
                  }
                >
                  <PreviousIcon />
                </Button>
                <Button
                  type="button"
      {{#pageButton}}
                  {{{.}}}
      {{/pageButton}}
                  aria-label={labels.nextPage}
                  disabled={isLast}
                  onClick={() => goTo(pageIndex + 1)}
                >
                  <NextIcon />
                </Button>
                {pageCount !== undefined && (
                  <Button
                    type="button"
      {{#pageButton}}
                    {{{.}}}
      {{/pageButton}}
                    aria-label={labels.lastPage}
                    disabled={isLast}
                    onClick={() => goTo(pageCount - 1)}
                  >
                    <LastIcon />
                  </Button>
                )}
              </div>
            </div>
          </nav>
        );
      }

      """#)

  /// The search, filters and their reset.
  static let dataTableToolbar = Template(
    name: "scaffold/data-table/toolbar", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface DataTableToolbarProps {
        search?: string;
        /** Adds the search field; called when typing pauses. */
        onSearchChange?: (search: string) => void;
        searchLabel?: string;
        /** The pause, in milliseconds. */
        searchDelay?: number;
        /** Shows the reset button also without a search. */
        isFiltered?: boolean;
        /** Called to reset the filters and the search. */
        onReset?: () => void;
        /** Filters and actions. */
        children?: ReactNode;
      }

      /** A search field, filters of yours, and a button that resets them. */
      export function DataTableToolbar({
        search = "",
        onSearchChange,
        searchLabel = labels.search,
        searchDelay = 300,
        isFiltered = false,
        onReset,
        children,
      }: DataTableToolbarProps) {
        const field = useDebouncedText(search, onSearchChange, searchDelay);

        return (
          <div{{{class.toolbar}}}>
            {onSearchChange && (
              <form
                role="search"
                onSubmit={(event) => {
                  event.preventDefault();
                  field.report();
                }}
                className={{{value.search}}}
              >
                <{{{tags.input}}}
                  type="search"
                  aria-label={searchLabel}
                  placeholder={searchLabel}
                  value={field.text}
                  onChange={(event) => field.setText(event.target.value)}
                  className={{{value.input}}}
                />
              </form>
            )}
            {children}
            {onReset && (isFiltered || field.text !== "") && (
              <Button
                type="button"
      {{#smallButton}}
                {{{.}}}
      {{/smallButton}}
                onClick={() => {
                  field.clear();
                  onReset();
                }}
              >
                <ResetIcon />
                {labels.reset}
              </Button>
            )}
          </div>
        );
      }

      /**
       * The text as it is typed, reported when typing pauses.
       *
       * A report comes back as `value`, perhaps late. Only a value from elsewhere,
       * such as the browser's back button, replaces what is being typed.
       */
      function useDebouncedText(
        value: string,
        onChange: ((value: string) => void) | undefined,
        delay: number,
      ) {
        const [text, setText] = useState(value);
        const [seen, setSeen] = useState(value);
        const [reports, setReports] = useState<string[]>([]);
        if (value !== seen) {
          setSeen(value);
          const index = reports.indexOf(value);
          setReports(index < 0 ? [] : reports.slice(index + 1));
          if (index < 0) setText(value);
        }
        const wanted = text.trim();
        const latest = reports.at(-1) ?? value;

        function report() {
          if (wanted === latest) return;
          setReports([...reports, wanted]);
          onChange?.(wanted);
        }

        /** Empties the text without a report: whoever resets knows. */
        function clear() {
          setText("");
          if (latest !== "") setReports([...reports, ""]);
        }

        const onPause = useRef(report);
        useEffect(() => {
          onPause.current = report;
        });
        useEffect(() => {
          const timer = setTimeout(() => onPause.current(), delay);
          return () => clearTimeout(timer);
        }, [wanted, delay]);

        return { text, setText, report, clear };
      }

      """#)

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
        const columns = table
          .getAllLeafColumns()
          .filter((column) => column.getCanHide());
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
