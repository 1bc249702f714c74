extension Template {
  /// The TanStack table behind it: all that differs between its majors.
  static let dataTableHook = Template(
    name: "scaffold/data-table/use-data-table", version: 1,
    text: #"""
      "use client";
      // The React Compiler would not see the table change: it stays the same object.
      "use no memo";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      {{#nine}}
      const features = tableFeatures({
        columnVisibilityFeature,
        rowSelectionFeature,
        rowSortingFeature,
      });

      export type DataTableFeatures = typeof features;

      export type DataTableColumnDef<TData extends RowData> = ColumnDef<
        DataTableFeatures,
        TData
      >;

      export type DataTableColumn<TData extends RowData, TValue = unknown> = Column<
        DataTableFeatures,
        TData,
        TValue
      >;

      export type DataTableInstance<TData extends RowData> = Table<
        DataTableFeatures,
        TData
      >;
      {{/nine}}
      {{^nine}}
      export type DataTableColumnDef<TData> = ColumnDef<TData>;

      export type DataTableColumn<TData, TValue = unknown> = Column<TData, TValue>;

      export type DataTableInstance<TData> = Table<TData>;
      {{/nine}}

      interface DataTableOptions<TData{{{bound}}}> {
        columns: DataTableColumnDef<TData>[];
        data: TData[];
        getRowId?: (row: TData) => string;
        sorting?: SortingState;
        onSortingChange?: OnChangeFn<SortingState>;
        rowSelection?: RowSelectionState;
        onRowSelectionChange?: OnChangeFn<RowSelectionState>;
      }

      const NOT_SORTED: SortingState = [];
      const NONE_SELECTED: RowSelectionState = {};

      /** The TanStack table behind a `DataTable`: it holds one page of rows. */
      export function useDataTable<TData{{{bound}}}>({
        columns,
        data,
        getRowId,
        sorting = NOT_SORTED,
        onSortingChange,
        rowSelection = NONE_SELECTED,
        onRowSelectionChange,
      }: DataTableOptions<TData>): DataTableInstance<TData> {
        const isSelectable = onRowSelectionChange !== undefined;
        const allColumns = useMemo(() => {
          const hasSelection = columns.some(({ id }) => id === "row-select");
          return isSelectable && !hasSelection
            ? [selectionColumn<TData>(), ...columns]
            : columns;
        }, [columns, isSelectable]);

        return {{#nine}}useTable{{/nine}}{{^nine}}useReactTable{{/nine}}({
      {{#nine}}
          features,
      {{/nine}}
          columns: allColumns,
          data,
          getRowId,
          state: { sorting, rowSelection },
          onSortingChange,
          onRowSelectionChange,
          enableSorting: onSortingChange !== undefined,
          enableRowSelection: isSelectable,
          // The server sorts by one column.
          enableMultiSort: false,
          sortDescFirst: false,
          manualSorting: true,
      {{^nine}}
          manualPagination: true,
          getCoreRowModel: getCoreRowModel(),
      {{/nine}}
        });
      }

      """#)

  /// The column of checkboxes.
  static let dataTableSelection = Template(
    name: "scaffold/data-table/selection", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      /** The column of checkboxes; your own with the id `row-select` replaces it. */
      {{#nine}}
      export function selectionColumn<
        TData extends RowData,
      >(): DataTableColumnDef<TData> {
      {{/nine}}
      {{^nine}}
      export function selectionColumn<TData>(): DataTableColumnDef<TData> {
      {{/nine}}
        return {
          id: "row-select",
          enableHiding: false,
          enableSorting: false,
          header: ({ table }) => {
            const all = table.getIsAllPageRowsSelected();
            const some = table.getIsSomePageRowsSelected();
            return (
              <Checkbox
                aria-label={labels.selectAll}
                checked={all || (some && "indeterminate")}
                onCheckedChange={(checked) =>
                  table.toggleAllPageRowsSelected(checked === true)
                }
              />
            );
          },
          cell: ({ row }) => (
            <Checkbox
              aria-label={labels.selectRow(row.index + 1)}
              checked={row.getIsSelected()}
              onCheckedChange={(checked) => row.toggleSelected(checked === true)}
            />
          ),
        };
      }

      """#)

  /// What the directory offers to the outside.
  static let dataTableIndex = Template(
    name: "scaffold/data-table/index", version: 1,
    text: #"""
      export { DataTable } from "./data-table";
      export type { DataTableProps } from "./data-table";
      export { DataTableColumnHeader } from "./data-table-column-header";
      export { DataTablePagination } from "./data-table-pagination";
      export { DataTableToolbar } from "./data-table-toolbar";
      export { DataTableViewOptions } from "./data-table-view-options";
      export type {
        DataTableColumn,
        DataTableColumnDef,
      {{#nine}}
        DataTableFeatures,
      {{/nine}}
        DataTableInstance,
      } from "./use-data-table";

      """#)
}
