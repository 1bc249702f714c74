// TanStack Table 9 over the stand-in for 8: the same rows and columns, with features by name. What a
// feature brings is there without it too; that it is declared, the types check.
import { createColumnHelper as columnHelper, useReactTable } from "../tanstack-table-8/index.js";

export { flexRender } from "../tanstack-table-8/index.js";

export const rowSortingFeature = { name: "sorting" };
export const rowSelectionFeature = { name: "selection" };
export const rowPaginationFeature = { name: "pagination" };
export const columnVisibilityFeature = { name: "visibility" };

export const tableFeatures = (features) => features;

export function useTable({ features, ...options }) {
  const table = useReactTable({ ...options, getCoreRowModel: (own) => () => own.coreRows() });
  table.state = table.getState();
  table.store = { state: table.state };
  return table;
}

export const createColumnHelper = () => ({ ...columnHelper(), columns: (columns) => columns });
