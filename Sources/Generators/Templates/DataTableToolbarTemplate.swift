extension Template {
  /// The search, filters and their reset.
  static let dataTableToolbar = Template(
    name: "scaffold/data-table/toolbar", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface DataTableToolbarProps {
        search?: string;
        /** Adds the search field; called when typing pauses. */
        onSearchChange?: (search: string) => void;
        searchLabel?: string;
        /** The pause, in milliseconds. */
        searchDelay?: number;
        /** Shows the reset button also without a search. */
        isFiltered?: boolean;
        /** Called to reset the filters and the search. */
        onReset?: () => void;
        /** Filters and actions. */
        children?: ReactNode;
      }

      /** A search field, filters of yours, and a button that resets them. */
      export function DataTableToolbar({
        search = "",
        onSearchChange,
        searchLabel = labels.search,
        searchDelay = 300,
        isFiltered = false,
        onReset,
        children,
      }: DataTableToolbarProps) {
        const field = useDebouncedText(search, onSearchChange, searchDelay);

        return (
          <div{{{class.toolbar}}}>
            {onSearchChange && (
              <form
                role="search"
                onSubmit={(event) => {
                  event.preventDefault();
                  field.report();
                }}
                className={{{value.search}}}
              >
                <{{{tags.input}}}
                  type="search"
                  aria-label={searchLabel}
                  placeholder={searchLabel}
                  value={field.text}
                  onChange={(event) => field.setText(event.target.value)}
                  className={{{value.input}}}
                />
              </form>
            )}
            {children}
            {onReset && (isFiltered || field.text !== "") && (
              <Button
                type="button"
      {{#smallButton}}
                {{{.}}}
      {{/smallButton}}
                onClick={() => {
                  field.clear();
                  onReset();
                }}
              >
                <ResetIcon />
                {labels.reset}
              </Button>
            )}
          </div>
        );
      }

      /**
       * The text as it is typed, reported when typing pauses.
       *
       * A report comes back as `value`, perhaps late. Only a value from elsewhere,
       * such as the browser's back button, replaces what is being typed.
       */
      function useDebouncedText(
        value: string,
        onChange: ((value: string) => void) | undefined,
        delay: number,
      ) {
        const [text, setText] = useState(value);
        const [seen, setSeen] = useState(value);
        const [reports, setReports] = useState<string[]>([]);
        if (value !== seen) {
          setSeen(value);
          const index = reports.indexOf(value);
          setReports(index < 0 ? [] : reports.slice(index + 1));
          if (index < 0) setText(value);
        }
        const wanted = text.trim();
        const latest = reports.at(-1) ?? value;

        function report() {
          if (wanted === latest) return;
          setReports([...reports, wanted]);
          onChange?.(wanted);
        }

        /** Empties the text without a report: whoever resets knows. */
        function clear() {
          setText("");
          if (latest !== "") setReports([...reports, ""]);
        }

        const onPause = useRef(report);
        useEffect(() => {
          onPause.current = report;
        });
        useEffect(() => {
          const timer = setTimeout(() => onPause.current(), delay);
          return () => clearTimeout(timer);
        }, [wanted, delay]);

        return { text, setText, report, clear };
      }

      """#)
}
