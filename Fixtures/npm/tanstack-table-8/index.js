// The parts of TanStack Table 8 that a table needs whose rows the server sorts, filters and pages:
// columns, cells, selection, sorting as state. No row model but the core one does anything.
import { createElement, useState } from "react";

export const functionalUpdate = (
  updater,
  old,
) => (typeof updater === "function" ? updater(old) : updater);

export function flexRender(template, props) {
  if (template === null || template === undefined) return null;
  const isComponent = typeof template === "function" ||
    typeof template?.$$typeof === "symbol" && !("props" in template);
  return isComponent ? createElement(template, props) : template;
}

const asItIs = () => (table) => () => table.getCoreRowModel();
export const getCoreRowModel = () => (table) => () => table.coreRows();
export const getSortedRowModel = asItIs;
export const getFilteredRowModel = asItIs;
export const getPaginationRowModel = asItIs;

export function createColumnHelper() {
  return {
    accessor: (accessor, column) =>
      typeof accessor === "function"
        ? { ...column, accessorFn: accessor }
        : { ...column, accessorKey: accessor },
    display: (column) => column,
  };
}

const FIRST = {
  sorting: [],
  rowSelection: {},
  columnVisibility: {},
  columnFilters: [],
  globalFilter: undefined,
  pagination: { pageIndex: 0, pageSize: 10 },
};

const HANDLERS = {
  sorting: "onSortingChange",
  rowSelection: "onRowSelectionChange",
  columnVisibility: "onColumnVisibilityChange",
  columnFilters: "onColumnFiltersChange",
  globalFilter: "onGlobalFilterChange",
  pagination: "onPaginationChange",
};

export function useReactTable(options) {
  const [own, setOwn] = useState(() => ({ ...FIRST, ...options.initialState }));
  const [table] = useState(makeTable);
  table.options = options;
  table.own = { ...own, ...options.state };
  table.setOwn = setOwn;
  table.forget();
  return table;
}

function makeTable() {
  let columns;
  let rows;
  const table = {
    forget() {
      columns = undefined;
      rows = undefined;
    },
    getState: () => table.own,
    set(slice, updater) {
      const handler = table.options[HANDLERS[slice]];
      if (handler) handler(updater);
      else table.setOwn((old) => ({ ...old, [slice]: functionalUpdate(updater, old[slice]) }));
    },
    getAllColumns:
      () => (columns ??= table.options.columns.map((column) => makeColumn(table, column))),
    getAllLeafColumns: () => table.getAllColumns(),
    getVisibleLeafColumns: () => table.getAllColumns().filter((column) => column.getIsVisible()),
    getColumn: (id) => table.getAllColumns().find((column) => column.id === id),
    coreRows() {
      rows ??= table.options.data.map((original, index) => makeRow(table, original, index));
      return {
        rows,
        flatRows: rows,
        rowsById: Object.fromEntries(rows.map((row) => [row.id, row])),
      };
    },
    getCoreRowModel: () => table.options.getCoreRowModel(table)(),
    getFilteredRowModel: () => table.getCoreRowModel(),
    getRowModel: () => table.getCoreRowModel(),
    getSelectedRowModel() {
      const chosen = table.coreRows().rows.filter((row) => row.getIsSelected());
      return {
        rows: chosen,
        flatRows: chosen,
        rowsById: Object.fromEntries(chosen.map((row) => [row.id, row])),
      };
    },
    getFilteredSelectedRowModel: () => table.getSelectedRowModel(),
    getHeaderGroups: () => [{
      id: "0",
      headers: table.getVisibleLeafColumns().map((column) => makeHeader(table, column)),
    }],
    getFooterGroups: () => table.getHeaderGroups(),
    getIsAllRowsSelected() {
      const able = table.coreRows().rows.filter((row) => row.getCanSelect());
      return able.length > 0 && able.every((row) => row.getIsSelected());
    },
    getIsSomeRowsSelected: () =>
      !table.getIsAllRowsSelected() && table.coreRows().rows.some((row) => row.getIsSelected()),
    getIsAllPageRowsSelected: () => table.getIsAllRowsSelected(),
    getIsSomePageRowsSelected: () => table.getIsSomeRowsSelected(),
    toggleAllRowsSelected(value = !table.getIsAllRowsSelected()) {
      const able = table.coreRows().rows.filter((row) => row.getCanSelect());
      table.setRowSelection((old) => {
        const next = { ...old };
        for (const row of able) {
          if (value) next[row.id] = true;
          else delete next[row.id];
        }
        return next;
      });
    },
    toggleAllPageRowsSelected: (value) => table.toggleAllRowsSelected(value),
    getToggleAllRowsSelectedHandler: () => (event) =>
      table.toggleAllRowsSelected(event.target.checked),
    getToggleAllPageRowsSelectedHandler: () => (event) =>
      table.toggleAllRowsSelected(event.target.checked),
    resetRowSelection: () => table.setRowSelection({}),
    setRowSelection: (updater) => table.set("rowSelection", updater),
    setSorting: (updater) => table.set("sorting", updater),
    setPagination: (updater) => table.set("pagination", updater),
    setPageIndex: (updater) =>
      table.setPagination((old) => ({
        ...old,
        pageIndex: functionalUpdate(updater, old.pageIndex),
      })),
    setPageSize: (updater) =>
      table.setPagination((old) => {
        const pageSize = functionalUpdate(updater, old.pageSize);
        return { pageSize, pageIndex: Math.floor((old.pageSize * old.pageIndex) / pageSize) };
      }),
    getPageCount() {
      const { pageCount, rowCount, data } = table.options;
      return pageCount ?? Math.ceil((rowCount ?? data.length) / table.own.pagination.pageSize);
    },
    getCanPreviousPage: () => table.own.pagination.pageIndex > 0,
    getCanNextPage() {
      const pages = table.getPageCount();
      return pages === -1 || table.own.pagination.pageIndex < pages - 1;
    },
    previousPage: () => table.setPageIndex((old) => old - 1),
    nextPage: () => table.setPageIndex((old) => old + 1),
  };
  return table;
}

function makeColumn(table, definition) {
  const columnDef = { ...table.options.defaultColumn, ...definition };
  const { accessorKey, accessorFn, header } = columnDef;
  const id = columnDef.id ?? (accessorKey ? String(accessorKey).replaceAll(".", "_") : undefined) ??
    (typeof header === "string" ? header : undefined);
  if (!id) throw new Error("a column needs an id");
  const read = accessorFn ??
    (accessorKey &&
      ((row) => String(accessorKey).split(".").reduce((value, key) => value?.[key], row)));
  const sort = () => table.getState().sorting?.find((each) => each.id === id);
  const column = {
    id,
    columnDef,
    accessorFn: read,
    getCanSort: () =>
      Boolean(read) && columnDef.enableSorting !== false && table.options.enableSorting !== false,
    getIsSorted: () => (sort() ? (sort().desc ? "desc" : "asc") : false),
    getNextSortingOrder() {
      const first = firstDescends() ? "desc" : "asc";
      const now = column.getIsSorted();
      if (!now) return first;
      if (now !== first && table.options.enableSortingRemoval !== false) return false;
      return now === "desc" ? "asc" : "desc";
    },
    toggleSorting(desc, isMulti = false) {
      const next = desc ?? column.getNextSortingOrder() === "desc";
      const removes = desc === undefined && column.getNextSortingOrder() === false;
      table.setSorting((old) => {
        const others = isMulti ? (old ?? []).filter((each) => each.id !== id) : [];
        return removes ? others : [...others, { id, desc: next }];
      });
    },
    clearSorting: () => table.setSorting((old) => (old ?? []).filter((each) => each.id !== id)),
    getToggleSortingHandler: () => (event) => {
      if (!column.getCanSort()) return;
      event.persist?.();
      column.toggleSorting(
        undefined,
        table.options.enableMultiSort !== false && event.shiftKey === true,
      );
    },
    getCanHide: () => columnDef.enableHiding !== false && table.options.enableHiding !== false,
    getIsVisible: () => table.getState().columnVisibility?.[id] ?? true,
    toggleVisibility: (value) =>
      table.set("columnVisibility", (old) => ({ ...old, [id]: value ?? !column.getIsVisible() })),
    getFilterValue: () => table.getState().columnFilters?.find((each) => each.id === id)?.value,
    setFilterValue: (value) =>
      table.set("columnFilters", (old) => [...old.filter((each) => each.id !== id), { id, value }]),
    getSize: () => columnDef.size ?? 150,
  };
  // Text sorts upwards first, anything else downwards, unless the column or the table says.
  function firstDescends() {
    const said = columnDef.sortDescFirst ?? table.options.sortDescFirst;
    return said ?? typeof table.coreRows().rows[0]?.getValue(id) !== "string";
  }
  return column;
}

function makeHeader(table, column) {
  const header = {
    id: column.id,
    column,
    colSpan: 1,
    isPlaceholder: false,
    getContext: () => ({ table, header, column }),
    getSize: () => column.getSize(),
  };
  return header;
}

function makeRow(table, original, index) {
  const row = {
    id: table.options.getRowId?.(original, index) ?? String(index),
    index,
    original,
    getValue: (columnId) => table.getColumn(columnId)?.accessorFn?.(original, index),
    getAllCells: () => table.getAllColumns().map((column) => makeCell(table, row, column)),
    getVisibleCells: () =>
      table.getVisibleLeafColumns().map((column) => makeCell(table, row, column)),
    getCanSelect() {
      const able = table.options.enableRowSelection ?? true;
      return typeof able === "function" ? able(row) : able;
    },
    getIsSelected: () => Boolean(table.getState().rowSelection?.[row.id]),
    getIsSomeSelected: () => false,
    toggleSelected(value) {
      const isSelected = row.getIsSelected();
      const next = value ?? !isSelected;
      if (!row.getCanSelect() || (next === isSelected && isSelected)) return;
      table.setRowSelection((old) => {
        const kept = table.options.enableMultiRowSelection === false ? {} : { ...old };
        if (next) kept[row.id] = true;
        else delete kept[row.id];
        return kept;
      });
    },
    getToggleSelectedHandler: () => (event) => row.toggleSelected(event.target.checked),
  };
  return row;
}

const byDefault = ({ renderValue }) => {
  const value = renderValue();
  return value === null || value === undefined ? null : String(value);
};

function makeCell(table, row, column) {
  const getValue = () => row.getValue(column.id);
  const cell = {
    id: `${row.id}_${column.id}`,
    row,
    column: { ...column, columnDef: { cell: byDefault, ...column.columnDef } },
    getValue,
    renderValue: () => getValue() ?? null,
    getContext: () => ({ table, column, row, cell, getValue, renderValue: cell.renderValue }),
  };
  return cell;
}
