extension Template {
  /// The table itself.
  static let dataTable = Template(
    name: "scaffold/data-table/data-table", version: 1,
    text: #"""
      "use client";
      // The React Compiler would not see the table change: it stays the same object.
      "use no memo";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      export interface DataTableProps<TData{{{bound}}}> {
        columns: DataTableColumnDef<TData>[];
        /** The rows of this page, sorted already. */
        data: TData[];
        /** Gives each row an id of its own, so that a selection outlives its page. */
        getRowId?: (row: TData) => string;
        sorting?: SortingState;
        /** Makes columns sortable. */
        onSortingChange?: OnChangeFn<SortingState>;
        rowSelection?: RowSelectionState;
        /** Adds a column of checkboxes. */
        onRowSelectionChange?: OnChangeFn<RowSelectionState>;
        pagination?: PaginationState;
        /** Adds the page controls, together with `pagination`. */
        onPaginationChange?: OnChangeFn<PaginationState>;
        /** Counts the rows of all pages; without it, a page not full is the last. */
        rowCount?: number;
        isLoading?: boolean;
        emptyMessage?: ReactNode;
        /** Stands above the table: a `DataTableToolbar`, or elements of yours. */
        toolbar?: ReactNode;
      }

      const ARIA_SORT = {
        asc: "ascending",
        desc: "descending",
        none: "none",
      } as const;

      /** A table whose rows are sorted and paged on the server. */
      export function DataTable<TData{{{bound}}}>({
        columns,
        data,
        getRowId,
        sorting,
        onSortingChange,
        rowSelection,
        onRowSelectionChange,
        pagination,
        onPaginationChange,
        rowCount,
        isLoading = false,
        emptyMessage = labels.empty,
        toolbar,
      }: DataTableProps<TData>) {
        const table = useDataTable({
          columns,
          data,
          getRowId,
          sorting,
          onSortingChange,
          rowSelection,
          onRowSelectionChange,
        });
        const { rows } = table.getRowModel();
        const columnCount = table.getVisibleLeafColumns().length;
        const selected = Object.values(rowSelection ?? {}).filter(Boolean);

        return (
          <div{{{class.root}}}>
            {toolbar && (
              <div{{{class.bar}}}>
                <div{{{class.tools}}}>{toolbar}</div>
                <DataTableViewOptions table={table} />
              </div>
            )}
            <div
              role="region"
              aria-label={labels.table}
              tabIndex={0}
              className={{{value.scroller}}}
            >
              <table aria-busy={isLoading} data-stale={isLoading && rows.length > 0}{{{class.table}}}>
                <{{{tags.header}}}>
                  {table.getHeaderGroups().map((group) => (
                    <{{{tags.row}}} key={group.id}>
                      {group.headers.map((header) => {
                        const { column, isPlaceholder } = header;
                        const title = isPlaceholder ? null : column.columnDef.header;
                        return (
                          <{{{tags.head}}}
                            key={header.id}
                            scope="col"
                            colSpan={header.colSpan}
                            aria-sort={
                              column.getCanSort()
                                ? ARIA_SORT[column.getIsSorted() || "none"]
                                : undefined
                            }
                            className={{{value.head}}}
                          >
                            {typeof title === "string" ? (
                              <DataTableColumnHeader column={column} title={title} />
                            ) : (
                              flexRender(title, header.getContext())
                            )}
                          </{{{tags.head}}}>
                        );
                      })}
                    </{{{tags.row}}}>
                  ))}
                </{{{tags.header}}}>
                <{{{tags.body}}}>
                  {rows.length > 0 ? (
                    rows.map((row) => (
                      <{{{tags.row}}}
                        key={row.id}
                        data-state={row.getIsSelected() ? "selected" : undefined}
      {{#hasRowClass}}
                        className={{{value.row}}}
      {{/hasRowClass}}
                      >
                        {row.getVisibleCells().map((cell) => (
                          <{{{tags.cell}}} key={cell.id}{{{class.cell}}}>
                            {flexRender(
                              cell.column.columnDef.cell,
                              cell.getContext(),
                            )}
                          </{{{tags.cell}}}>
                        ))}
                      </{{{tags.row}}}>
                    ))
                  ) : isLoading ? (
                    <SkeletonRows
                      rows={Math.min(pagination?.pageSize ?? 5, 10)}
                      columns={columnCount}
                    />
                  ) : (
                    <{{{tags.row}}}>
                      <{{{tags.cell}}} colSpan={columnCount} dir="auto"{{{class.empty}}}>
                        {emptyMessage}
                      </{{{tags.cell}}}>
                    </{{{tags.row}}}>
                  )}
                </{{{tags.body}}}>
              </table>
            </div>
            <p role="status"{{{class.hidden}}}>
              {isLoading && labels.loading}
            </p>
            {pagination && onPaginationChange && (
              <DataTablePagination
                pagination={pagination}
                onPaginationChange={onPaginationChange}
                rowCount={rowCount}
                pageRowCount={rows.length}
                selectedCount={selected.length}
              />
            )}
          </div>
        );
      }

      """#)

  /// The heading of a column.
  static let dataTableColumnHeader = Template(
    name: "scaffold/data-table/column-header", version: 1,
    text: #"""
      "use client";
      // The React Compiler would not see the column change: it stays the same object.
      "use no memo";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface DataTableColumnHeaderProps<TData{{{bound}}}, TValue> {
        column: DataTableColumn<TData, TValue>;
        title: string;
      }

      /** The heading of a column: a button where the column can be sorted. */
      export function DataTableColumnHeader<TData{{{bound}}}, TValue>({
        column,
        title,
      }: DataTableColumnHeaderProps<TData, TValue>) {
        if (!column.getCanSort()) return <>{title}</>;

        return (
          <button
            type="button"
            onClick={column.getToggleSortingHandler()}
            className={{{value.sort}}}
          >
            {title}
            <SortIcon direction={column.getIsSorted()} />
          </button>
        );
      }

      """#)

  /// The rows that stand in while the first ones are on their way.
  static let dataTableSkeleton = Template(
    name: "scaffold/data-table/skeleton", version: 1,
    text: #"""
      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{#hasImports}}

      {{/hasImports}}
      interface SkeletonRowsProps {
        rows: number;
        columns: number;
      }

      /** Grey bars where rows are going to be. */
      export function SkeletonRows({ rows, columns }: SkeletonRowsProps) {
        return (
          <>
            {Array.from({ length: rows }, (_, row) => (
              <{{{tags.row}}} key={row} aria-hidden="true">
                {Array.from({ length: columns }, (_, column) => (
                  <{{{tags.cell}}} key={column}{{{class.cell}}}>
                    <{{{tags.skeleton}}}{{{class.skeleton}}} />
                  </{{{tags.cell}}}>
                ))}
              </{{{tags.row}}}>
            ))}
          </>
        );
      }

      """#)
}
