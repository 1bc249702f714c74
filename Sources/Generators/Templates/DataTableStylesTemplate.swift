extension Template {
  /// The looks of the table without Tailwind.
  static let dataTableStyles = Template(
    name: "scaffold/data-table/styles", version: 1,
    text: #"""
      /* The colours follow the page's color-scheme. */
      .root {
        --line: color-mix(in srgb, currentcolor 15%, transparent);
        --muted: color-mix(in srgb, currentcolor 65%, transparent);
        --hover: color-mix(in srgb, currentcolor 5%, transparent);
        --selected: color-mix(in srgb, currentcolor 10%, transparent);
        display: flex;
        flex-direction: column;
        gap: 0.75rem;
        font-size: 0.875rem;
      }

      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        gap: 0.5rem;
      }

      .tools {
        flex: 1 1 16rem;
      }

      .scroller {
        max-height: 75dvh;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 0.375rem;
      }

      .table {
        width: 100%;
        min-width: max-content;
        border-collapse: separate;
        border-spacing: 0;
        transition: opacity 150ms;
      }

      .table[data-stale="true"] {
        opacity: 0.6;
      }

      .head {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        padding: 0.5rem 0.75rem;
        border-block-end: 1px solid var(--line);
        background: Canvas;
        font-weight: 500;
        text-align: start;
        white-space: nowrap;
      }

      .head:has(> [type="checkbox"]) {
        width: 1px;
      }

      .row:hover {
        background: var(--hover);
      }

      .row[data-state="selected"] {
        background: var(--selected);
      }

      .cell {
        max-width: 20rem;
        padding: 0.5rem 0.75rem;
        border-block-end: 1px solid var(--line);
      }

      .table tr:last-child > .cell {
        border-block-end: 0;
      }

      .empty {
        height: 6rem;
        padding: 0.75rem;
        color: var(--muted);
        text-align: center;
      }

      .skeleton {
        height: 1.25rem;
        border-radius: 0.375rem;
        background: var(--line);
        animation: pulse 2s ease-in-out infinite;
      }

      @keyframes pulse {
        50% {
          opacity: 0.5;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .skeleton {
          animation: none;
        }
      }

      .hidden {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }

      .sort {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        margin-inline: -0.5rem;
        padding: 0.25rem 0.5rem;
        border: 0;
        border-radius: 0.375rem;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }

      .sort:hover {
        background: var(--selected);
      }

      .icon,
      .directedIcon {
        flex-shrink: 0;
        width: 1rem;
        height: 1rem;
      }

      [dir="rtl"] .directedIcon {
        transform: scaleX(-1);
      }

      .pagination {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem 1.5rem;
      }

      .pagination p {
        margin: 0;
        color: var(--muted);
      }

      .controls {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.75rem 1.5rem;
      }

      .pageSize {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }

      .pages {
        display: flex;
        align-items: center;
        gap: 0.25rem;
      }

      .toolbar {
        display: flex;
        flex: 1;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }

      .search {
        flex: 0 1 16rem;
        min-width: 0;
      }

      .select,
      .input,
      {{#ownButton}}
      .button,
      {{/ownButton}}
      .menuButton {
        box-sizing: border-box;
        height: 2rem;
        padding: 0 0.5rem;
        border: 1px solid var(--line);
        border-radius: 0.375rem;
        background: Canvas;
        color: inherit;
        font: inherit;
      }

      .input {
        width: 100%;
        min-width: 0;
      }

      {{#ownButton}}
      .button,
      {{/ownButton}}
      .menuButton {
        display: inline-flex;
        align-items: center;
        gap: 0.375rem;
        cursor: pointer;
      }

      {{#ownButton}}
      .button:hover,
      {{/ownButton}}
      .menuButton:hover {
        background: color-mix(in srgb, currentcolor 5%, Canvas);
      }

      {{#ownButton}}
      .button:disabled {
        opacity: 0.5;
        cursor: default;
      }

      {{/ownButton}}
      .menu {
        position: relative;
        margin-inline-start: auto;
      }

      .menuButton::-webkit-details-marker {
        display: none;
      }

      .menuPanel {
        position: absolute;
        inset-inline-end: 0;
        z-index: 2;
        width: max-content;
        max-width: 20rem;
        max-height: 18rem;
        margin: 0.25rem 0 0;
        padding: 0.25rem;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 0.375rem;
        background: Canvas;
        box-shadow: 0 4px 12px rgb(0 0 0 / 15%);
      }

      .menuItem {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.375rem 0.5rem;
        border-radius: 0.375rem;
      }

      .menuItem:hover {
        background: var(--hover);
      }

      .checkbox {
        display: block;
        width: 1rem;
        height: 1rem;
        margin: 0;
      }

      """#)
}
