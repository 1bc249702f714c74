import type { ComponentType, ReactNode } from "react";

type RowData = unknown | object | unknown[];
type Updater<T> = T | ((old: T) => T);
type OnChangeFn<T> = (updater: Updater<T>) => void;

export type { OnChangeFn, RowData, Updater };

export interface ColumnSort {
  id: string;
  desc: boolean;
}
export type SortingState = ColumnSort[];
export interface PaginationState {
  pageIndex: number;
  pageSize: number;
}
export type RowSelectionState = Record<string, boolean>;
export type VisibilityState = Record<string, boolean>;
export type ColumnFiltersState = { id: string; value: unknown }[];

export interface TableState {
  sorting: SortingState;
  pagination: PaginationState;
  rowSelection: RowSelectionState;
  columnVisibility: VisibilityState;
  columnFilters: ColumnFiltersState;
  globalFilter: any;
}

// Projects merge their own members into these.
export interface TableMeta<TData extends RowData> {}
export interface ColumnMeta<TData extends RowData, TValue> {}

type Template<Props> = string | ((props: Props) => any);

interface ColumnBase<TData extends RowData, TValue> {
  footer?: Template<HeaderContext<TData, TValue>>;
  cell?: Template<CellContext<TData, TValue>>;
  meta?: ColumnMeta<TData, TValue>;
  enableSorting?: boolean;
  enableHiding?: boolean;
  enableColumnFilter?: boolean;
  enableGlobalFilter?: boolean;
  sortDescFirst?: boolean;
  sortUndefined?: false | -1 | 1 | "first" | "last";
  invertSorting?: boolean;
  size?: number;
  minSize?: number;
  maxSize?: number;
}

interface WithId<TData extends RowData, TValue> {
  id: string;
  header?: Template<HeaderContext<TData, TValue>>;
}
type Identified<TData extends RowData, TValue> =
  | WithId<TData, TValue>
  | { id?: string; header: string };

export type AccessorKeyColumnDef<TData extends RowData, TValue = unknown> =
  & ColumnBase<TData, TValue>
  & { id?: string; header?: Template<HeaderContext<TData, TValue>> }
  & { accessorKey: (string & {}) | keyof TData };
export type AccessorFnColumnDef<TData extends RowData, TValue = unknown> =
  & ColumnBase<TData, TValue>
  & Identified<TData, TValue>
  & { accessorFn: (row: TData, index: number) => TValue };
export type AccessorColumnDef<TData extends RowData, TValue = unknown> =
  | AccessorKeyColumnDef<TData, TValue>
  | AccessorFnColumnDef<TData, TValue>;
export type DisplayColumnDef<TData extends RowData, TValue = unknown> =
  & ColumnBase<TData, TValue>
  & Identified<TData, TValue>;
export type ColumnDef<TData extends RowData, TValue = unknown> =
  | DisplayColumnDef<TData, TValue>
  | AccessorColumnDef<TData, TValue>;

export interface ColumnHelper<TData extends RowData> {
  accessor<K extends keyof TData & string>(
    key: K,
    column: ColumnBase<TData, TData[K]> & {
      id?: string;
      header?: Template<HeaderContext<TData, TData[K]>>;
    },
  ): AccessorKeyColumnDef<TData, TData[K]>;
  accessor<TValue>(
    read: (row: TData) => TValue,
    column: DisplayColumnDef<TData, TValue>,
  ): AccessorFnColumnDef<TData, TValue>;
  display(column: DisplayColumnDef<TData>): DisplayColumnDef<TData>;
}
export function createColumnHelper<TData extends RowData>(): ColumnHelper<TData>;

type Handler = (event: unknown) => void;

export interface Column<TData extends RowData, TValue = unknown> {
  id: string;
  columnDef: ColumnDef<TData, TValue>;
  accessorFn?: (row: TData, index: number) => TValue;
  getCanSort(): boolean;
  getIsSorted(): false | "asc" | "desc";
  getNextSortingOrder(): false | "asc" | "desc";
  getToggleSortingHandler(): Handler | undefined;
  toggleSorting(desc?: boolean, isMulti?: boolean): void;
  clearSorting(): void;
  getCanHide(): boolean;
  getIsVisible(): boolean;
  toggleVisibility(value?: boolean): void;
  getFilterValue(): unknown;
  setFilterValue(value: unknown): void;
  getSize(): number;
}

export interface Header<TData extends RowData, TValue> {
  id: string;
  column: Column<TData, TValue>;
  colSpan: number;
  isPlaceholder: boolean;
  getContext(): HeaderContext<TData, TValue>;
  getSize(): number;
}
export interface HeaderGroup<TData extends RowData> {
  id: string;
  headers: Header<TData, unknown>[];
}
export interface HeaderContext<TData extends RowData, TValue> {
  column: Column<TData, TValue>;
  header: Header<TData, TValue>;
  table: Table<TData>;
}

export interface Row<TData extends RowData> {
  id: string;
  index: number;
  original: TData;
  getValue<TValue>(columnId: string): TValue;
  getVisibleCells(): Cell<TData, unknown>[];
  getAllCells(): Cell<TData, unknown>[];
  getCanSelect(): boolean;
  getIsSelected(): boolean;
  getIsSomeSelected(): boolean;
  toggleSelected(value?: boolean): void;
  getToggleSelectedHandler(): Handler;
}
export interface Cell<TData extends RowData, TValue> {
  id: string;
  column: Column<TData, TValue>;
  row: Row<TData>;
  getValue(): TValue;
  renderValue(): TValue | null;
  getContext(): CellContext<TData, TValue>;
}
export interface CellContext<TData extends RowData, TValue> {
  cell: Cell<TData, TValue>;
  column: Column<TData, TValue>;
  // A value of an unstated type is asked for by type: `getValue<string>()`.
  getValue: <TTValue = TValue>() => TTValue;
  renderValue: <TTValue = TValue>() => TTValue | null;
  row: Row<TData>;
  table: Table<TData>;
}
export interface RowModel<TData extends RowData> {
  rows: Row<TData>[];
  flatRows: Row<TData>[];
  rowsById: Record<string, Row<TData>>;
}

export interface Table<TData extends RowData> {
  options: TableOptions<TData>;
  getState(): TableState;
  getHeaderGroups(): HeaderGroup<TData>[];
  getFooterGroups(): HeaderGroup<TData>[];
  getRowModel(): RowModel<TData>;
  getCoreRowModel(): RowModel<TData>;
  getFilteredRowModel(): RowModel<TData>;
  getSelectedRowModel(): RowModel<TData>;
  getFilteredSelectedRowModel(): RowModel<TData>;
  getAllColumns(): Column<TData, unknown>[];
  getAllLeafColumns(): Column<TData, unknown>[];
  getVisibleLeafColumns(): Column<TData, unknown>[];
  getColumn(id: string): Column<TData, unknown> | undefined;
  getIsAllRowsSelected(): boolean;
  getIsSomeRowsSelected(): boolean;
  getIsAllPageRowsSelected(): boolean;
  getIsSomePageRowsSelected(): boolean;
  toggleAllRowsSelected(value?: boolean): void;
  toggleAllPageRowsSelected(value?: boolean): void;
  getToggleAllRowsSelectedHandler(): Handler;
  getToggleAllPageRowsSelectedHandler(): Handler;
  resetRowSelection(defaultState?: boolean): void;
  setRowSelection(updater: Updater<RowSelectionState>): void;
  setSorting(updater: Updater<SortingState>): void;
  setPageIndex(updater: Updater<number>): void;
  setPageSize(updater: Updater<number>): void;
  getPageCount(): number;
  getCanPreviousPage(): boolean;
  getCanNextPage(): boolean;
  previousPage(): void;
  nextPage(): void;
}

type MakeRowModel<TData extends RowData> = (table: Table<any>) => () => RowModel<TData>;

export interface TableOptions<TData extends RowData> {
  columns: ColumnDef<TData, any>[];
  data: TData[];
  getCoreRowModel: MakeRowModel<any>;
  getSortedRowModel?: MakeRowModel<any>;
  getFilteredRowModel?: MakeRowModel<any>;
  getPaginationRowModel?: MakeRowModel<any>;
  getRowId?: (original: TData, index: number, parent?: Row<TData>) => string;
  state?: Partial<TableState>;
  initialState?: Partial<TableState>;
  meta?: TableMeta<TData>;
  defaultColumn?: Partial<ColumnDef<TData, unknown>>;
  manualPagination?: boolean;
  manualSorting?: boolean;
  manualFiltering?: boolean;
  pageCount?: number;
  rowCount?: number;
  autoResetPageIndex?: boolean;
  enableSorting?: boolean;
  enableMultiSort?: boolean;
  enableSortingRemoval?: boolean;
  sortDescFirst?: boolean;
  isMultiSortEvent?: (event: unknown) => boolean;
  enableRowSelection?: boolean | ((row: Row<TData>) => boolean);
  enableMultiRowSelection?: boolean | ((row: Row<TData>) => boolean);
  enableHiding?: boolean;
  onSortingChange?: OnChangeFn<SortingState>;
  onPaginationChange?: OnChangeFn<PaginationState>;
  onRowSelectionChange?: OnChangeFn<RowSelectionState>;
  onColumnVisibilityChange?: OnChangeFn<VisibilityState>;
  onColumnFiltersChange?: OnChangeFn<ColumnFiltersState>;
  onGlobalFilterChange?: OnChangeFn<any>;
}

export function useReactTable<TData extends RowData>(options: TableOptions<TData>): Table<TData>;
export function flexRender<Props extends object>(
  template: ReactNode | ComponentType<Props>,
  props: Props,
): ReactNode;
export function functionalUpdate<T>(updater: Updater<T>, old: T): T;
export function getCoreRowModel<TData extends RowData>(): MakeRowModel<TData>;
export function getSortedRowModel<TData extends RowData>(): MakeRowModel<TData>;
export function getFilteredRowModel<TData extends RowData>(): MakeRowModel<TData>;
export function getPaginationRowModel<TData extends RowData>(): MakeRowModel<TData>;
