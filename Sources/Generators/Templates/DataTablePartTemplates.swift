extension Template {
  /// Every word of the table.
  static let dataTableLabels = Template(
    name: "scaffold/data-table/labels", version: 1,
    text: #"""
      /** Every word that the table itself says: translate them here. */
      export const labels = {
        table: "Table",
        empty: "No results",
        loading: "Loading…",

        search: "Search",
        reset: "Reset",
        columns: "Columns",

        selectAll: "Select all rows of this page",
        selectRow: (row: number) => `Select row ${row}`,
        selected: (count: number) => `${count} selected`,

        pagination: "Pages",
        rowsPerPage: "Rows per page",
        rows: (first: number, last: number, total?: number) =>
          total === undefined ? `${first}–${last}` : `${first}–${last} of ${total}`,
        page: (page: number, total?: number) =>
          total === undefined ? `Page ${page}` : `Page ${page} of ${total}`,
        firstPage: "First page",
        previousPage: "Previous page",
        nextPage: "Next page",
        lastPage: "Last page",
      };

      """#)

  /// The icons, so that no package of them is needed.
  static let dataTableIcons = Template(
    name: "scaffold/data-table/icons", version: 1,
    text: #"""
      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface IconProps {
        children: ReactNode;
        className?: string;
      }

      function Icon({ children, className = {{{iconDefault}}} }: IconProps) {
        return (
          <svg
            aria-hidden="true"
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
            className={className}
          >
            {children}
          </svg>
        );
      }

      /** Points along the text: from right to left, it is mirrored. */
      function DirectedIcon({ path }: { path: string }) {
        return (
          <Icon className={{{value.directedIcon}}}>
            <path d={path} />
          </Icon>
        );
      }

      export function FirstIcon() {
        return <DirectedIcon path="M12 4 8 8l4 4M4 4v8" />;
      }

      export function PreviousIcon() {
        return <DirectedIcon path="M10 4 6 8l4 4" />;
      }

      export function NextIcon() {
        return <DirectedIcon path="m6 4 4 4-4 4" />;
      }

      export function LastIcon() {
        return <DirectedIcon path="m4 4 4 4-4 4m8-8v8" />;
      }

      interface SortIconProps {
        direction: "asc" | "desc" | false;
      }

      /** Points to where values grow or shrink; faintly to both while not sorted. */
      export function SortIcon({ direction }: SortIconProps) {
        const opacity = direction ? 1 : 0.5;
        return (
          <Icon>
            {direction !== "desc" && <path d="m5 6.5 3-3 3 3" opacity={opacity} />}
            {direction !== "asc" && <path d="m5 9.5 3 3 3-3" opacity={opacity} />}
          </Icon>
        );
      }

      export function ColumnsIcon() {
        return (
          <Icon>
            <path d="M2.5 3.5h11v9h-11zm3.7 0v9m3.6-9v9" />
          </Icon>
        );
      }

      export function ResetIcon() {
        return (
          <Icon>
            <path d="m4.5 4.5 7 7m0-7-7 7" />
          </Icon>
        );
      }

      """#)

  /// The elements that the project has no components for.
  static let dataTablePrimitives = Template(
    name: "scaffold/data-table/primitives", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{#hasImports}}

      {{/hasImports}}
      {{#ownButton}}
      export function Button(props: ComponentProps<"button">) {
        return <button{{{class.button}}} {...props} />;
      }
      {{/ownButton}}
      {{#ownBoth}}

      {{/ownBoth}}
      {{#ownCheckbox}}
      interface CheckboxProps {
        "aria-label": string;
        checked: boolean | "indeterminate";
        onCheckedChange: (checked: boolean) => void;
      }

      /** A native checkbox that can also be half checked. */
      export function Checkbox({
        checked,
        onCheckedChange,
        ...props
      }: CheckboxProps) {
        return (
          <input
            type="checkbox"
            ref={(input) => {
              if (input) input.indeterminate = checked === "indeterminate";
            }}
            checked={checked === true}
            onChange={(event) => onCheckedChange(event.target.checked)}
            className={{{value.checkbox}}}
            {...props}
          />
        );
      }
      {{/ownCheckbox}}

      """#)
}
