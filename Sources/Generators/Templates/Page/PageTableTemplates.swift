extension Template {
  /// The columns, and the parts of their cells.
  static let pageColumns = Template(
    name: "nextjs/page-columns", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{#formats}}

      {{/formats}}
      {{#constants}}
      {{{.}}}
      {{/constants}}

      /** The ids are the names that the list is sorted by. */
      export const columns: {{{type}}} = [
      {{#selects}}
        {
          id: "row-select",
          header: () => <SelectAll />,
          cell: ({ row }) => <SelectRow {{{names.row}}}={row.original} />,
      {{#sorts}}
          enableSorting: false,
      {{/sorts}}
        },
      {{/selects}}
      {{#columns}}
        {
          id: "{{{name}}}",
          accessorKey: "{{{wire}}}",
          header: "{{{header}}}",
      {{#cell}}
          cell: ({ row }) => {{{.}}},
      {{/cell}}
      {{#isFixed}}
          enableSorting: false,
      {{/isFixed}}
        },
      {{/columns}}
      {{#hasActions}}
        {
          id: "row-actions",
          header: () => <span {{{css.hidden}}}>Actions</span>,
          cell: ({ row }) => <RowActions {{{names.row}}}={row.original} />,
      {{#sorts}}
          enableSorting: false,
      {{/sorts}}
        },
      {{/hasActions}}
      ];
      {{#arabic}}

      function Arabic({ text }: { text: string | null }) {
        return (
          <span dir="rtl" lang="ar">
            {text}
          </span>
        );
      }
      {{/arabic}}
      {{#numeric}}

      interface NumericProps {
        value: number | null;
        format: Intl.NumberFormat;
      }

      function Numeric({ value, format }: NumericProps) {
        if (value === null) return null;
        return <span {{{css.number}}}>{format.format(value)}</span>;
      }
      {{/numeric}}
      {{#time}}

      interface TimeProps {
        value: string | null;
        format: Intl.DateTimeFormat;
      }

      function Time({ value, format }: TimeProps) {
        if (value === null) return null;
        return <time dateTime={value}>{format.format(new Date(value))}</time>;
      }
      {{/time}}
      {{#yesNo}}

      function YesNo({ value }: { value: boolean | null }) {
        if (value === null) return null;
        return value ? "Yes" : "No";
      }
      {{/yesNo}}
      {{#badge}}

      interface TagProps {
        options: SelectOption[];
        value: string | null;
      }

      /** The label of a value. */
      function Tag({ options, value }: TagProps) {
        if (value === null) return null;
        const label = options.find((option) => option.value === value)?.label;
      {{#ui.badge}}
        return <Badge variant="secondary">{label ?? value}</Badge>;
      {{/ui.badge}}
      {{^ui.badge}}
        return <span {{{css.badge}}}>{label ?? value}</span>;
      {{/ui.badge}}
      }
      {{/badge}}
      {{#labels}}

      function {{{component}}}({ value }: { value: {{{type}}} | null }) {
        const { {{{options}}} } = use{{{names.plural}}}();
        if (value === null) return null;
        const option = {{{options}}}.find((option) => option.value === String(value));
        return option?.label ?? `#${value}`;
      }
      {{/labels}}
      {{#hasRows}}

      interface RowProps {
        {{{names.row}}}: {{{names.type}}};
      }
      {{/hasRows}}
      {{#selects}}

      function SelectAll() {
        const { list, selection, setSelection } = use{{{names.plural}}}();
        const ids = list?.items.map((item) => String(item.{{{names.key}}})) ?? [];
        const count = ids.filter((id) => selection[id]).length;
        const isAll = count > 0 && count === ids.length;

        function toggle() {
          setSelection(isAll ? {} : Object.fromEntries(ids.map((id) => [id, true])));
        }

        return (
      {{#ui.checkbox}}
          <Checkbox
            aria-label="Select all rows of this page"
            checked={isAll || (count > 0 && "indeterminate")}
            onCheckedChange={toggle}
          />
      {{/ui.checkbox}}
      {{^ui.checkbox}}
          <input
            type="checkbox"
            aria-label="Select all rows of this page"
            {{{css.checkbox}}}
            checked={isAll}
            ref={(input) => {
              if (input) input.indeterminate = count > 0 && !isAll;
            }}
            onChange={toggle}
          />
      {{/ui.checkbox}}
        );
      }

      function SelectRow({ {{{names.row}}} }: RowProps) {
        const { selection, setSelection } = use{{{names.plural}}}();
        const isSelected = selection[{{{names.row}}}.{{{names.key}}}] ?? false;

        function toggle() {
          setSelection({ ...selection, [{{{names.row}}}.{{{names.key}}}]: !isSelected });
        }

        return (
      {{#ui.checkbox}}
          <Checkbox
            aria-label={`Select {{{names.inText}}}`}
            checked={isSelected}
            onCheckedChange={toggle}
          />
      {{/ui.checkbox}}
      {{^ui.checkbox}}
          <input
            type="checkbox"
            aria-label={`Select {{{names.inText}}}`}
            {{{css.checkbox}}}
            checked={isSelected}
            onChange={toggle}
          />
      {{/ui.checkbox}}
        );
      }
      {{/selects}}
      {{#toggle}}

      function ActiveToggle({ {{{names.row}}} }: RowProps) {
        const { setActive } = use{{{names.plural}}}();
        const [isBusy, setIsBusy] = useState(false);

        async function toggle() {
          setIsBusy(true);
          await setActive({{{names.row}}}, !{{{names.row}}}.{{{.}}});
          setIsBusy(false);
        }

        return (
      {{#ui.switch}}
          <Switch
            aria-label={`{{{names.inText}}} is active`}
            checked={{{open}}}{{{names.row}}}.{{{.}}}{{{close}}}
            disabled={isBusy}
            onCheckedChange={toggle}
          />
      {{/ui.switch}}
      {{^ui.switch}}
          <input
            type="checkbox"
            role="switch"
            aria-label={`{{{names.inText}}} is active`}
            {{{css.checkbox}}}
            checked={{{open}}}{{{names.row}}}.{{{.}}}{{{close}}}
            disabled={isBusy}
            onChange={toggle}
          />
      {{/ui.switch}}
        );
      }
      {{/toggle}}
      {{#hasActions}}

      function RowActions({ {{{names.row}}} }: RowProps) {
        const { setDialog } = use{{{names.plural}}}();

        return (
          <div {{{css.rowActions}}}>
      {{#edits}}
            <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} aria-label={`Edit {{{names.inText}}}`} onClick={() => setDialog({ kind: "edit", {{{names.row}}} })}>
              Edit
            </{{{ui.button}}}>
      {{/edits}}
      {{#deletes}}
            <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} aria-label={`Delete {{{names.inText}}}`} onClick={() => setDialog({ kind: "delete", {{{names.row}}} })}>
              Delete
            </{{{ui.button}}}>
      {{/deletes}}
          </div>
        );
      }
      {{/hasActions}}

      """#)

  /// What stands in for the table while it loads.
  static let pageSkeleton = Template(
    name: "nextjs/page-skeleton", version: 1,
    text: #"""
      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{#hasImports}}

      {{/hasImports}}
      const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];

      /** Stands in for the table while it loads. */
      export function {{{names.plural}}}Skeleton() {
        return (
          <div role="status" {{{css.skeleton}}}>
            <span {{{css.hidden}}}>Loading…</span>
      {{#ui.skeleton}}
            {ROWS.map((row) => <Skeleton key={row} className="h-9 w-full" />)}
      {{/ui.skeleton}}
      {{^ui.skeleton}}
            {ROWS.map((row) => <div key={row} {{{css.skeletonRow}}} />)}
      {{/ui.skeleton}}
          </div>
        );
      }

      """#)

  /// What the list is narrowed by, and what can be done with it.
  static let pageToolbar = Template(
    name: "nextjs/page-toolbar", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      /** What the list is narrowed by, and what can be done with it. */
      export function {{{names.plural}}}Toolbar() {
      {{#hasUse}}
        const { {{{used}}} } = use{{{names.plural}}}();
      {{/hasUse}}
      {{#isFiltered}}
        const isFiltered = {{{.}}};
      {{/isFiltered}}

        return (
          <div {{{css.toolbar}}}>
      {{#searches}}
            <SearchInput />
      {{/searches}}
      {{#filters}}
            <FilterSelect name="{{{name}}}" label="{{{label}}}" options={{{open}}}{{{options}}}{{{close}}} />
      {{/filters}}
      {{#isFiltered}}
            {isFiltered && (
              <{{{ui.button}}} type="button"{{{ui.outline}}} onClick={() => setQuery({{{reset}}})}>
                Clear filters
              </{{{ui.button}}}>
            )}
      {{/isFiltered}}
      {{#adds}}
            <div {{{css.end}}}>
              <{{{ui.button}}} type="button"{{{ui.primary}}} onClick={() => setDialog({ kind: "add" })}>
                Add {{{names.label}}}
              </{{{ui.button}}}>
            </div>
      {{/adds}}
      {{#selects}}
            <BulkActions />
      {{/selects}}
          </div>
        );
      }
      {{#searches}}

      /** Searches once typing pauses. */
      function SearchInput() {
        const { query, setQuery } = use{{{names.plural}}}();
        const [text, setText] = useState(query.search);

        // Back, a link and "Clear filters" change the query, too.
        const [searched, setSearched] = useState(query.search);
        if (searched !== query.search) {
          setSearched(query.search);
          if (text.trim() !== query.search) setText(query.search);
        }

        useEffect(() => {
          const search = text.trim();
          if (search === query.search) return;
          const timer = setTimeout(() => setQuery({ search }, true), 300);
          return () => clearTimeout(timer);
        }, [text, query.search, setQuery]);

        return (
          <label {{{css.search}}}>
            <span {{{css.caption}}}>Search</span>
            <{{{ui.input}}} type="search"{{{ui.inputClass}}} maxLength={255} value={text} onChange={(event) => setText(event.target.value)} />
          </label>
        );
      }
      {{/searches}}
      {{#hasFilters}}

      interface FilterSelectProps {
        name: {{{names.plural}}}Filter;
        label: string;
        options: SelectOption[];
      }

      function FilterSelect({ name, label, options }: FilterSelectProps) {
        const id = useId();
        const { query, setQuery } = use{{{names.plural}}}();

        function select(value: string) {
          setQuery({ filters: { ...query.filters, [name]: value } });
        }

        return (
          <div {{{css.filter}}}>
            <label htmlFor={id} {{{css.caption}}}>
              {label}
            </label>
      {{#ui.select}}
            <Select
              value={query.filters[name] || "all"}
              onValueChange={(value) => select(value === "all" ? "" : value)}
            >
              <SelectTrigger id={id}>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                <SelectItem value="all">All</SelectItem>
                {options.map((option) => (
                  <SelectItem key={option.value} value={option.value}>
                    {option.label}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
      {{/ui.select}}
      {{^ui.select}}
            <select
              id={id}
              {{{css.control}}}
              value={query.filters[name] ?? ""}
              onChange={(event) => select(event.target.value)}
            >
              <option value="">All</option>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
      {{/ui.select}}
          </div>
        );
      }
      {{/hasFilters}}
      {{#selects}}

      /** What can be done with the selected rows. */
      function BulkActions() {
        const { selection, setSelection, setSelectedActive } = use{{{names.plural}}}();
        const [isBusy, setIsBusy] = useState(false);
        const count = Object.values(selection).filter(Boolean).length;
        if (count === 0) return null;

        async function apply(isActive: boolean) {
          setIsBusy(true);
          await setSelectedActive(isActive);
          setIsBusy(false);
        }

        return (
          <div role="group" aria-label="Selected {{{names.pluralLabel}}}" {{{css.bulk}}}>
            <span role="status" dir="auto">{count} selected</span>
            <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} disabled={isBusy} onClick={() => apply(true)}>
              Activate
            </{{{ui.button}}}>
            <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} disabled={isBusy} onClick={() => apply(false)}>
              Deactivate
            </{{{ui.button}}}>
            <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} disabled={isBusy} onClick={() => setSelection({})}>
              Clear selection
            </{{{ui.button}}}>
          </div>
        );
      }
      {{/selects}}

      """#)

  /// The table with what is around it.
  static let pageTable = Template(
    name: "nextjs/page-table", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      const NO_ITEMS: {{{names.type}}}[] = [];

      export function {{{names.plural}}}Table() {
        const { {{{used}}} } = use{{{names.plural}}}();
        const items = list?.items ?? NO_ITEMS;
      {{#deletes}}
        const region = useRef<HTMLDivElement>(null);
        const hasDeleted = useRef(false);

        // The button that had the focus went with its row.
        useEffect(() => {
          if (hasDeleted.current) region.current?.focus();
          hasDeleted.current = false;
        }, [list]);
      {{/deletes}}
      {{#sorts}}

        const sorting: SortingState = query.sort
          ? [{ id: query.sort.replace(/^-/, ""), desc: query.sort.startsWith("-") }]
          : [];

        const changeSorting: OnChangeFn<SortingState> = (updater) => {
          const [first] = typeof updater === "function" ? updater(sorting) : updater;
          setQuery({ sort: first ? `${first.desc ? "-" : ""}${first.id}` : "" });
        };
      {{/sorts}}
      {{#selects}}

        const changeSelection: OnChangeFn<RowSelectionState> = (updater) =>
          setSelection(typeof updater === "function" ? updater(selection) : updater);
      {{/selects}}
      {{#paginates}}

        const pagination: PaginationState = {
          pageIndex: query.page - 1,
          pageSize: query.perPage,
        };

        const changePagination: OnChangeFn<PaginationState> = (updater) => {
          const next = typeof updater === "function" ? updater(pagination) : updater;
          setQuery({ page: next.pageIndex + 1, perPage: next.pageSize });
        };
      {{/paginates}}

        return (
          <div {{#deletes}}ref={region} tabIndex={-1} {{/deletes}}{{{css.stack}}}>
      {{^toolbar}}
            <{{{names.plural}}}Toolbar />

      {{/toolbar}}
            {error && (
              <div role="alert" {{{css.alert}}}>
                <p dir="auto">{error}</p>
                <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} onClick={reload}>
                  Try again
                </{{{ui.button}}}>
              </div>
            )}

      {{^ownLoading}}
            {!list && isLoading && <{{{names.plural}}}Skeleton />}
            {list && (
              <div aria-busy={isLoading} {{{css.tableBox}}}>
                <DataTable
      {{#props}}
                  {{{.}}}
      {{/props}}
                />
      {{^ownEmpty}}
                {items.length === 0 && (
                  <p dir="auto" {{{css.empty}}}>No {{{names.pluralLabel}}} found.</p>
                )}
      {{/ownEmpty}}
              </div>
            )}
      {{/ownLoading}}
      {{#ownLoading}}
            <DataTable
      {{#props}}
              {{{.}}}
      {{/props}}
            />
      {{^ownEmpty}}
            {list && items.length === 0 && (
              <p dir="auto" {{{css.empty}}}>No {{{names.pluralLabel}}} found.</p>
            )}
      {{/ownEmpty}}
      {{/ownLoading}}
      {{#hasPager}}
            <{{{names.plural}}}Pager />
      {{/hasPager}}
      {{^toasts}}

            <p role="status" {{{css.notice}}}>
              {notice && (
                <span dir="auto" data-kind={notice.kind} {{{css.message}}}>
                  {notice.text}
                </span>
              )}
            </p>
      {{/toasts}}
      {{#hasDialogs}}

      {{/hasDialogs}}
      {{#adds}}
            <Add{{{names.pascal}}}Sheet />
      {{/adds}}
      {{#edits}}
            <Edit{{{names.pascal}}}Sheet />
      {{/edits}}
      {{#deletes}}
            <Delete{{{names.pascal}}}Dialog
              onDeleted={() => {
                hasDeleted.current = true;
              }}
            />
      {{/deletes}}
          </div>
        );
      }
      {{#hasPager}}

      function {{{names.plural}}}Pager() {
        const id = useId();
        const { query, setQuery, list } = use{{{names.plural}}}();
        if (!list) return null;
        const count = list.items.length;
        const before = (query.page - 1) * query.perPage;
        const lastPage = Math.max(list.{{{totalPages}}}, 1);

        return (
          <nav aria-label="Pages" {{{css.pager}}}>
            <p role="status" dir="auto">
              {count > 0 && `${before + 1}–${before + count} of `}
              {list.total} {list.total === 1 ? "{{{names.label}}}" : "{{{names.pluralLabel}}}"}
            </p>
            <div {{{css.pagerControls}}}>
              <label htmlFor={id}>Rows per page</label>
              <div>
                <select
                  id={id}
                  {{{css.control}}}
                  value={query.perPage}
                  onChange={(event) => setQuery({ perPage: Number(event.target.value) })}
                >
                  {PAGE_SIZES.map((size) => <option key={size}>{size}</option>)}
                </select>
              </div>
              <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} disabled={query.page <= 1} onClick={() => setQuery({ page: query.page - 1 })}>
                Previous
              </{{{ui.button}}}>
              <span dir="auto">
                Page {query.page} of {lastPage}
              </span>
              <{{{ui.button}}} type="button"{{{ui.outline}}}{{{ui.small}}} disabled={query.page >= lastPage} onClick={() => setQuery({ page: query.page + 1 })}>
                Next
              </{{{ui.button}}}>
            </div>
          </nav>
        );
      }
      {{/hasPager}}

      """#)
}
