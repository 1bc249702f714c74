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
}
