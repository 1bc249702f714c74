import type { ComponentType, ReactNode } from "react";

// A table has what its features bring: `TFeatures` decides which methods and options exist.

export type RowData = Record<string, any> | Array<any>;
export type CellData = unknown;
export type Updater<T> = T | ((old: T) => T);
export type OnChangeFn<T> = (updater: Updater<T>) => void;

export interface ColumnSort {
  id: string;
  desc: boolean;
}
export type SortingState = ColumnSort[];
export type RowSelectionState = Record<string, boolean>;
export type ColumnVisibilityState = Record<string, boolean>;
export interface PaginationState {
  pageIndex: number;
  pageSize: number;
}

declare const feature: unique symbol;
interface Feature<Name extends string> {
  readonly [feature]: Name;
}

export const rowSortingFeature: Feature<"sorting">;
export const rowSelectionFeature: Feature<"selection">;
export const rowPaginationFeature: Feature<"pagination">;
export const columnVisibilityFeature: Feature<"visibility">;

export interface TableFeatures {
  rowSortingFeature?: Feature<"sorting">;
  rowSelectionFeature?: Feature<"selection">;
  rowPaginationFeature?: Feature<"pagination">;
  columnVisibilityFeature?: Feature<"visibility">;
}
export function tableFeatures<TFeatures extends TableFeatures>(features: TFeatures): TFeatures;

type With<TFeatures, Name extends keyof TableFeatures, Members> = TFeatures extends
  { [K in Name]: Feature<string> } ? Members : {};

export type TableState<TFeatures extends TableFeatures> =
  & With<TFeatures, "rowSortingFeature", { sorting: SortingState }>
  & With<TFeatures, "rowSelectionFeature", { rowSelection: RowSelectionState }>
  & With<TFeatures, "rowPaginationFeature", { pagination: PaginationState }>
  & With<TFeatures, "columnVisibilityFeature", { columnVisibility: ColumnVisibilityState }>;

type Template<Props> = string | ((props: Props) => any);

export interface TableMeta<TFeatures extends TableFeatures, TData extends RowData> {}
export interface ColumnMeta<TFeatures extends TableFeatures, TData extends RowData, TValue> {}

type ColumnBase<TFeatures extends TableFeatures, TData extends RowData, TValue> =
  & {
    cell?: Template<CellContext<TFeatures, TData, TValue>>;
    footer?: Template<HeaderContext<TFeatures, TData, TValue>>;
    meta?: ColumnMeta<TFeatures, TData, TValue>;
  }
  & With<TFeatures, "rowSortingFeature", {
    enableSorting?: boolean;
    enableMultiSort?: boolean;
    sortDescFirst?: boolean;
    invertSorting?: boolean;
  }>
  & With<TFeatures, "columnVisibilityFeature", { enableHiding?: boolean }>;

type Identified<TFeatures extends TableFeatures, TData extends RowData, TValue> =
  | { id: string; header?: Template<HeaderContext<TFeatures, TData, TValue>> }
  | { id?: string; header: string };

export type ColumnDef<TFeatures extends TableFeatures, TData extends RowData, TValue = unknown> =
  & ColumnBase<TFeatures, TData, TValue>
  & (
    | Identified<TFeatures, TData, TValue>
    | Identified<TFeatures, TData, TValue> & { accessorFn: (row: TData, index: number) => TValue }
    | {
      id?: string;
      header?: Template<HeaderContext<TFeatures, TData, TValue>>;
      accessorKey: (string & {}) | keyof TData;
    }
  );

type Handler = (event: unknown) => void;

export type Column<TFeatures extends TableFeatures, TData extends RowData, TValue = unknown> =
  & {
    id: string;
    columnDef: ColumnDef<TFeatures, TData, TValue>;
    accessorFn?: (row: TData, index: number) => TValue;
  }
  & With<TFeatures, "rowSortingFeature", {
    getCanSort(): boolean;
    getIsSorted(): false | "asc" | "desc";
    getNextSortingOrder(): false | "asc" | "desc";
    getToggleSortingHandler(): Handler | undefined;
    toggleSorting(desc?: boolean, isMulti?: boolean): void;
    clearSorting(): void;
  }>
  & With<TFeatures, "columnVisibilityFeature", {
    getCanHide(): boolean;
    getIsVisible(): boolean;
    toggleVisibility(value?: boolean): void;
  }>;

export interface Header<TFeatures extends TableFeatures, TData extends RowData, TValue> {
  id: string;
  column: Column<TFeatures, TData, TValue>;
  colSpan: number;
  isPlaceholder: boolean;
  getContext(): HeaderContext<TFeatures, TData, TValue>;
}
export interface HeaderGroup<TFeatures extends TableFeatures, TData extends RowData> {
  id: string;
  headers: Header<TFeatures, TData, unknown>[];
}
export interface HeaderContext<TFeatures extends TableFeatures, TData extends RowData, TValue> {
  column: Column<TFeatures, TData, TValue>;
  header: Header<TFeatures, TData, TValue>;
  table: Table<TFeatures, TData>;
}

export type Row<TFeatures extends TableFeatures, TData extends RowData> =
  & {
    id: string;
    index: number;
    original: TData;
    getValue<TValue>(columnId: string): TValue;
    getAllCells(): Cell<TFeatures, TData, unknown>[];
  }
  & With<TFeatures, "columnVisibilityFeature", {
    getVisibleCells(): Cell<TFeatures, TData, unknown>[];
  }>
  & With<TFeatures, "rowSelectionFeature", {
    getCanSelect(): boolean;
    getIsSelected(): boolean;
    getIsSomeSelected(): boolean;
    toggleSelected(value?: boolean): void;
    getToggleSelectedHandler(): Handler;
  }>;

export interface Cell<TFeatures extends TableFeatures, TData extends RowData, TValue> {
  id: string;
  column: Column<TFeatures, TData, TValue>;
  row: Row<TFeatures, TData>;
  getValue(): TValue;
  renderValue(): TValue | null;
  getContext(): CellContext<TFeatures, TData, TValue>;
}
export interface CellContext<TFeatures extends TableFeatures, TData extends RowData, TValue> {
  cell: Cell<TFeatures, TData, TValue>;
  column: Column<TFeatures, TData, TValue>;
  getValue: <TTValue = TValue>() => TTValue;
  renderValue: <TTValue = TValue>() => TTValue | null;
  row: Row<TFeatures, TData>;
  table: Table<TFeatures, TData>;
}
export interface RowModel<TFeatures extends TableFeatures, TData extends RowData> {
  rows: Row<TFeatures, TData>[];
  flatRows: Row<TFeatures, TData>[];
  rowsById: Record<string, Row<TFeatures, TData>>;
}

export type Table<TFeatures extends TableFeatures, TData extends RowData> =
  & {
    readonly store: { readonly state: TableState<TFeatures> };
    getHeaderGroups(): HeaderGroup<TFeatures, TData>[];
    getRowModel(): RowModel<TFeatures, TData>;
    getCoreRowModel(): RowModel<TFeatures, TData>;
    getAllColumns(): Column<TFeatures, TData, unknown>[];
    getAllLeafColumns(): Column<TFeatures, TData, unknown>[];
    getColumn(id: string): Column<TFeatures, TData, unknown> | undefined;
  }
  & With<TFeatures, "columnVisibilityFeature", {
    getVisibleLeafColumns(): Column<TFeatures, TData, unknown>[];
  }>
  & With<TFeatures, "rowSelectionFeature", {
    getSelectedRowModel(): RowModel<TFeatures, TData>;
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
  }>
  & With<TFeatures, "rowSortingFeature", { setSorting(updater: Updater<SortingState>): void }>
  & With<TFeatures, "rowPaginationFeature", {
    setPageIndex(updater: Updater<number>): void;
    setPageSize(updater: Updater<number>): void;
    getPageCount(): number;
    getCanPreviousPage(): boolean;
    getCanNextPage(): boolean;
    previousPage(): void;
    nextPage(): void;
  }>;

export type TableOptions<TFeatures extends TableFeatures, TData extends RowData> =
  & {
    features: TFeatures;
    columns: ColumnDef<TFeatures, TData, any>[];
    data: readonly TData[];
    getRowId?: (original: TData, index: number) => string;
    state?: Partial<TableState<TFeatures>>;
    initialState?: Partial<TableState<TFeatures>>;
    meta?: TableMeta<TFeatures, TData>;
  }
  & With<TFeatures, "rowSortingFeature", {
    manualSorting?: boolean;
    enableSorting?: boolean;
    enableMultiSort?: boolean;
    enableSortingRemoval?: boolean;
    sortDescFirst?: boolean;
    onSortingChange?: OnChangeFn<SortingState>;
  }>
  & With<TFeatures, "rowSelectionFeature", {
    enableRowSelection?: boolean | ((row: Row<TFeatures, TData>) => boolean);
    enableMultiRowSelection?: boolean | ((row: Row<TFeatures, TData>) => boolean);
    onRowSelectionChange?: OnChangeFn<RowSelectionState>;
  }>
  & With<TFeatures, "rowPaginationFeature", {
    manualPagination?: boolean;
    pageCount?: number;
    rowCount?: number;
    onPaginationChange?: OnChangeFn<PaginationState>;
  }>
  & With<TFeatures, "columnVisibilityFeature", {
    enableHiding?: boolean;
    onColumnVisibilityChange?: OnChangeFn<ColumnVisibilityState>;
  }>;

export type ReactTable<TFeatures extends TableFeatures, TData extends RowData> =
  & Table<TFeatures, TData>
  & { readonly state: TableState<TFeatures> };

export function useTable<TFeatures extends TableFeatures, TData extends RowData>(
  options: TableOptions<TFeatures, TData>,
): ReactTable<TFeatures, TData>;
export function flexRender<Props extends object>(
  template: ReactNode | ComponentType<Props>,
  props: Props,
): ReactNode;

export interface ColumnHelper<TFeatures extends TableFeatures, TData extends RowData> {
  accessor<K extends keyof TData & string>(
    key: K,
    column: ColumnBase<TFeatures, TData, TData[K]> & {
      id?: string;
      header?: Template<HeaderContext<TFeatures, TData, TData[K]>>;
    },
  ): ColumnDef<TFeatures, TData, TData[K]>;
  display(
    column: ColumnBase<TFeatures, TData, unknown> & Identified<TFeatures, TData, unknown>,
  ): ColumnDef<TFeatures, TData, unknown>;
  columns(columns: ColumnDef<TFeatures, TData, any>[]): ColumnDef<TFeatures, TData, any>[];
}
export function createColumnHelper<
  TFeatures extends TableFeatures,
  TData extends RowData,
>(): ColumnHelper<TFeatures, TData>;
