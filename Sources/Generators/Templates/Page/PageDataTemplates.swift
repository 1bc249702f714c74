extension Template {
  /// The client that the pages of all entities share.
  static let apiClient = Template(
    name: "nextjs/api-client", version: 1,
    text: #"""
      /** A choice of a select. */
      export interface SelectOption {
        value: string;
        label: string;
      }

      /** An answer other than success. The message is for people. */
      export class ApiError extends Error {
        readonly status: number;
        /** Messages by the field that they are about. */
        readonly fields: Record<string, string>;

        constructor(
          status: number,
          message: string,
          fields: Record<string, string> = {},
        ) {
          super(message);
          this.name = "ApiError";
          this.status = status;
          this.fields = fields;
        }
      }

      /** What to tell people of whatever was thrown. */
      export function errorMessage(error: unknown): string {
        if (error instanceof ApiError) return error.message;
        return "The server could not be reached. Please try again.";
      }

      /**
       * Calls a route handler.
       *
       * @throws ApiError when it answers anything but success
       */
      export async function apiRequest<Result>(
        url: string,
        init?: RequestInit,
      ): Promise<Result> {
        const response = await fetch(url, init);
        const text = await response.text();
        const body = parsed(text);
        if (!response.ok) throw apiError(response.status, body);
        return body as Result;
      }

      /** A request with a JSON body. */
      export function jsonBody(method: string, data: unknown): RequestInit {
        return {
          method,
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(data),
        };
      }

      function parsed(text: string): unknown {
        try {
          return JSON.parse(text);
        } catch {
          return null;
        }
      }

      /** Reads the errors of FastAPI: a text, or a list by field. */
      function apiError(status: number, body: unknown): ApiError {
        const detail = (body as { detail?: unknown } | null)?.detail;
        if (typeof detail === "string") return new ApiError(status, detail);
        if (!Array.isArray(detail)) {
          return new ApiError(status, `The server answered with status ${status}.`);
        }

        const fields: Record<string, string> = {};
        for (const { loc, msg } of detail as { loc: unknown[]; msg: string }[]) {
          if (loc[0] === "body" && loc.length > 1) fields[String(loc[1])] ??= msg;
        }
        return new ApiError(status, "Some values were not accepted.", fields);
      }

      """#)

  /// What the list can be asked, and how the address keeps it.
  static let pageQuery = Template(
    name: "nextjs/page-query", version: 1,
    text: #"""
      /** The parameters of a page, as Next.js passes them. */
      export type SearchParams = Record<string, string | string[] | undefined>;

      /** What the list shows. The address keeps it, so that it can be shared. */
      export interface {{{names.plural}}}Query {
        page: number;
        perPage: number;
      {{#searches}}
        search: string;
      {{/searches}}
      {{#sorts}}
        /** A column, with "-" before it when descending; "" for the default. */
        sort: string;
      {{/sorts}}
      {{#filters}}
        /** Values by filter; "" and what is missing are no limits. */
        filters: Partial<Record<{{{names.plural}}}Filter, string>>;
      {{/filters}}
      }

      export const PAGE_SIZES = [10, 20, 50, 100];
      const DEFAULT_PAGE_SIZE = 20;
      const INT_MAX = 2_147_483_647;
      {{#choices}}

      export const {{{name}}} = [
      {{#options}}
        { value: {{{value}}}, label: {{{label}}} },
      {{/options}}
      ];
      {{/choices}}
      {{#sorts}}

      const SORTS = [
      {{#columns}}
        {{{.}}},
      {{/columns}}
      ];
      {{/sorts}}
      {{#filters}}

      /** Which values the backend accepts. */
      const FILTERS = {
      {{#items}}
        {{{name}}}: {{{check}}},
      {{/items}}
      };

      export type {{{names.plural}}}Filter = keyof typeof FILTERS;
      {{#hasChoices}}

      function oneOf(options: { value: string }[]) {
        return (value: string) => options.some((option) => option.value === value);
      }
      {{/hasChoices}}
      {{#hasUuids}}

      function isUuid(value: string): boolean {
        return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
      }
      {{/hasUuids}}
      {{/filters}}

      function isPositiveInteger(value: string): boolean {
        return /^[1-9]\d*$/.test(value) && Number(value) <= INT_MAX;
      }

      /** Reads an address; what the backend would refuse is left out. */
      export function read{{{names.plural}}}Query(params: SearchParams): {{{names.plural}}}Query {
        const value = (name: string) => [params[name]].flat()[0] ?? "";
        const page = value("page");
        const perPage = Number(value("per_page"));
      {{#sorts}}
        const sort = value("sort");
      {{/sorts}}
      {{#filters}}
        const filters: {{{names.plural}}}Query["filters"] = {};
        for (const name of Object.keys(FILTERS) as {{{names.plural}}}Filter[]) {
          if (FILTERS[name](value(name))) filters[name] = value(name);
        }
      {{/filters}}

        return {
          page: isPositiveInteger(page) ? Number(page) : 1,
          perPage: PAGE_SIZES.includes(perPage) ? perPage : DEFAULT_PAGE_SIZE,
      {{#searches}}
          search: value("search").slice(0, 255),
      {{/searches}}
      {{#sorts}}
          sort: SORTS.includes(sort.replace(/^-/, "")) ? sort : "",
      {{/sorts}}
      {{#filters}}
          filters,
      {{/filters}}
        };
      }

      /** The query as the list endpoint takes it. */
      export function {{{names.listParams}}}({{{query}}}: {{{names.plural}}}Query): URLSearchParams {
      {{#isPaged}}
        const params = new URLSearchParams({
          page: String(query.page),
          per_page: String(query.perPage),
        });
      {{/isPaged}}
      {{^isPaged}}
        const params = new URLSearchParams();
      {{/isPaged}}
      {{#searches}}
        if (query.search) params.set("search", query.search);
      {{/searches}}
      {{#sorts}}
        if (query.sort) params.set("sort", query.sort);
      {{/sorts}}
      {{#filters}}
        for (const [name, value] of Object.entries(query.filters)) {
          if (value) params.set(name, value);
        }
      {{/filters}}
        return params;
      }

      /** The query as the address has it, without defaults: "?page=2", or "". */
      export function {{{names.listSearch}}}(query: {{{names.plural}}}Query): string {
        const params = {{{names.listParams}}}(query);
        if (query.page === 1) params.delete("page");
        if (query.perPage === DEFAULT_PAGE_SIZE) params.delete("per_page");
        const search = params.toString();
        return search && `?${search}`;
      }

      """#)

  /// The calls of the route handlers.
  static let pageAPI = Template(
    name: "nextjs/page-api", version: 1,
    text: #"""
      {{#imports}}
      {{{.}}}
      {{/imports}}

      const ROUTE = "{{{names.route}}}";
      {{#unique}}

      /** What a 409 calls the fields whose values are unique. */
      const UNIQUE_FIELDS: Record<string, string> = {
      {{#fields}}
        {{{name}}}: "{{{wire}}}",
      {{/fields}}
      };
      {{/unique}}

      {{#list.page}}
      export function list{{{names.plural}}}(params: string, signal: AbortSignal) {
        return apiRequest<{{{.}}}>(`${ROUTE}?${params}`, { signal });
      }
      {{/list.page}}
      {{^list.page}}
      /** What is shown of the list{{^list.total}}{{#list.isPaged}}, whose end is seen at its last page only{{/list.isPaged}}{{/list.total}}. */
      export interface {{{listType}}} {
        items: {{{names.type}}}[];
        total: number;
        {{{totalPages}}}: number;
      }

      {{#list.isPaged}}
      export async function list{{{names.plural}}}(params: string, signal: AbortSignal): Promise<{{{listType}}}> {
        const asked = new URLSearchParams(params);
      {{^list.total}}
        const page = Number(asked.get("page"));
      {{/list.total}}
        const perPage = Number(asked.get("per_page"));
        const answer = await apiRequest<{{{list.answer}}}>(`${ROUTE}?${params}`, { signal });
        const items = {{{list.rows}}};
      {{#list.total}}
        const total = {{{.}}};
        return { items, total, {{{totalPages}}}: Math.ceil(total / perPage) };
      {{/list.total}}
      {{^list.total}}
        const total = (page - 1) * perPage + items.length;
        const isLast = items.length < perPage;
        const last = items.length === 0 ? Math.max(page - 1, 1) : page;
        return { items, total, {{{totalPages}}}: isLast ? last : page + 1 };
      {{/list.total}}
      }
      {{/list.isPaged}}
      {{^list.isPaged}}
      export async function list{{{names.plural}}}(params: string, signal: AbortSignal): Promise<{{{listType}}}> {
        const answer = await apiRequest<{{{list.answer}}}>(`${ROUTE}?${params}`, { signal });
        const items = {{{list.rows}}};
        return { items, total: items.length, {{{totalPages}}}: 1 };
      }
      {{/list.isPaged}}
      {{/list.page}}
      {{#creates}}

      export function create{{{names.pascal}}}(data: {{{names.pascal}}}Create) {
        return {{{named}}}apiRequest<{{{names.type}}}>(ROUTE, jsonBody("POST", data)){{{end}}};
      }
      {{/creates}}
      {{#updates}}

      export function update{{{names.pascal}}}({{{names.key}}}: {{{names.type}}}["{{{names.key}}}"], data: {{{names.pascal}}}Update) {
        return {{{named}}}apiRequest<{{{names.type}}}>(`${ROUTE}/{{{key}}}`, jsonBody("{{{updateMethod}}}", data)){{{end}}};
      }
      {{/updates}}
      {{#deletes}}

      export function delete{{{names.pascal}}}({{{names.key}}}: {{{names.type}}}["{{{names.key}}}"]) {
        return apiRequest<void>(`${ROUTE}/{{{key}}}`, { method: "DELETE" });
      }
      {{/deletes}}
      {{#setsActive}}

      export function set{{{names.pascal}}}Active({{{names.key}}}: {{{names.type}}}["{{{names.key}}}"], {{{active}}}: boolean) {
        return apiRequest<{{{names.type}}}>(`${ROUTE}/{{{key}}}/status`, jsonBody("{{{activeMethod}}}", { {{{active}}} }));
      }
      {{/setsActive}}
      {{#setsManyActive}}

      export function setMany{{{names.plural}}}Active(ids: {{{names.type}}}["{{{names.key}}}"][], {{{active}}}: boolean) {
        return apiRequest<void>(`${ROUTE}/status`, jsonBody("{{{manyActiveMethod}}}", { ids, {{{active}}} }));
      }
      {{/setsManyActive}}
      {{#loaders}}

      interface {{{row}}} {
      {{#members}}
        {{{.}}};
      {{/members}}
      }

      {{#whole}}
      export async function {{{function}}}(signal: AbortSignal): Promise<SelectOption[]> {
        const list = await apiRequest<{{{.}}}>("{{{list}}}", { signal });
        return list{{{rows}}}.map((row) => ({ value: String(row.{{{key}}}), label: {{{text}}} }));
      }
      {{/whole}}
      {{^whole}}
      export function {{{function}}}(signal: AbortSignal) {
        return loadOptions<{{{row}}}>(
          "{{{list}}}",
          (row) => ({ value: String(row.{{{key}}}), label: {{{text}}} }),
          signal,
        );
      }
      {{/whole}}
      {{/loaders}}
      {{#listsPages}}

      /** All rows of a list as choices; no more than the first thousand. */
      async function loadOptions<Row>(
        route: string,
        toOption: (row: Row) => SelectOption,
        signal: AbortSignal,
      ): Promise<SelectOption[]> {
        const options: SelectOption[] = [];
        for (let page = 1; page <= 10; page += 1) {
          const list = await apiRequest<{ items: Row[]; {{{totalPages}}}: number }>(
            `${route}?page=${page}&per_page=100`,
            { signal },
          );
          options.push(...list.items.map(toOption));
          if (page >= list.{{{totalPages}}}) break;
        }
        return options;
      }
      {{/listsPages}}
      {{#named}}

      /** A 409 names the field whose value is taken: the message belongs there. */
      async function withFields<Result>(request: Promise<Result>): Promise<Result> {
        try {
          return await request;
        } catch (error) {
          if (!(error instanceof ApiError) || error.status !== 409) throw error;
          const words = error.message.split(/\W+/);
          const name = Object.keys(UNIQUE_FIELDS).find((field) => words.includes(field));
          if (!name) throw error;
          const message = error.message.replace(name, "This value");
          throw new ApiError(409, message, { [UNIQUE_FIELDS[name]]: message });
        }
      }
      {{/named}}

      """#)

  /// The state of the page.
  static let pageContext = Template(
    name: "nextjs/page-context", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{#hasDialogs}}

      /** The dialog that is open, and the {{{names.label}}} it is about. */
      export type {{{names.plural}}}Dialog =
      {{#dialogs}}
        | {{{.}}}{{^last()}}{{/last()}}{{#last()}};{{/last()}}
      {{/dialogs}}
      {{/hasDialogs}}
      {{^toasts}}

      /** What became of an action. */
      export interface Notice {
        kind: "success" | "error";
        text: string;
      }
      {{/toasts}}

      interface {{{names.plural}}}ContextValue {
        query: {{{names.plural}}}Query;
        /** Changes the query; unless a page is given, the list starts again. */
        setQuery: (changes: Partial<{{{names.plural}}}Query>, replace?: boolean) => void;
        /** What was loaded last; it stays while something else is loaded. */
        list: {{{listType}}} | null;
        isLoading: boolean;
        error: string | null;
        reload: () => void;
      {{#selects}}
        /** The selected rows by id. */
        selection: Record<string, boolean>;
        setSelection: (selection: Record<string, boolean>) => void;
        setSelectedActive: (isActive: boolean) => Promise<void>;
      {{/selects}}
      {{#toggles}}
        setActive: ({{{names.row}}}: {{{names.type}}}, isActive: boolean) => Promise<void>;
      {{/toggles}}
      {{#loaders}}
        {{{options}}}: SelectOption[];
      {{/loaders}}
      {{#hasDialogs}}
        dialog: {{{names.plural}}}Dialog | null;
        setDialog: (dialog: {{{names.plural}}}Dialog | null) => void;
      {{/hasDialogs}}
      {{^toasts}}
        notice: Notice | null;
        notify: (kind: Notice["kind"], text: string) => void;
      {{/toasts}}
      }

      const {{{names.plural}}}Context = createContext<{{{names.plural}}}ContextValue | null>(null);

      export function use{{{names.plural}}}(): {{{names.plural}}}ContextValue {
        const value = useContext({{{names.plural}}}Context);
        if (!value) throw new Error("use{{{names.plural}}} needs a {{{names.plural}}}Provider");
        return value;
      }

      interface {{{names.plural}}}ProviderProps {
        /** The query of the address. */
        query: {{{names.plural}}}Query;
        children: ReactNode;
      }

      export function {{{names.plural}}}Provider({
        query: addressQuery,
        children,
      }: {{{names.plural}}}ProviderProps) {
        const [query, navigate] = useQuery(addressQuery);
        const { list, isLoading, error, reload{{#toggles}}, replaceItem{{/toggles}} } = useList(query);
      {{#selects}}
        const [selection, setSelection] = useState<Record<string, boolean>>({});
      {{/selects}}
      {{#hasDialogs}}
        const [dialog, setDialog] = useState<{{{names.plural}}}Dialog | null>(null);
      {{/hasDialogs}}
      {{^toasts}}
        const { notice, notify } = useNotice();
      {{/toasts}}
      {{#loaders}}
        const {{{options}}} = useLoadedOptions({{{function}}});
      {{/loaders}}

        const setQuery = useCallback(
          (changes: Partial<{{{names.plural}}}Query>, replace = false) => {
      {{#selects}}
            // Rows that are no longer shown must not be changed with the others.
            setSelection({});
      {{/selects}}
            navigate({ ...query, page: 1, ...changes }, replace);
          },
          [navigate, query],
        );

        // The last page went with its last row, or the address is an old one.
        const lastPage = Math.max(list?.{{{totalPages}}} ?? 1, 1);
        const isBeyondLast = list !== null && !isLoading && query.page > lastPage;
        useEffect(() => {
          if (isBeyondLast) setQuery({ page: lastPage }, true);
        }, [isBeyondLast, lastPage, setQuery]);
      {{#toggles}}

        async function setActive({{{names.row}}}: {{{names.type}}}, isActive: boolean) {
          try {
            replaceItem(await set{{{names.pascal}}}Active({{{names.row}}}.{{{names.key}}}, isActive));
          } catch (error) {
            {{{notifyError}}}errorMessage(error));
          }
        }
      {{/toggles}}
      {{#selects}}

        async function setSelectedActive(isActive: boolean) {
          const items = list?.items ?? [];
          const ids = items.map((item) => item.{{{names.key}}}).filter((id) => selection[id]);
          try {
            await setMany{{{names.plural}}}Active(ids, isActive);
            setSelection({});
            {{{notifySuccess}}}isActive ? "Activated." : "Deactivated.");
          } catch (error) {
            {{{notifyError}}}errorMessage(error));
          }
          reload();
        }
      {{/selects}}

        return (
          <{{{names.plural}}}Context.Provider
            {{{open}}}
      {{#values}}
              {{{.}}},
      {{/values}}
            {{{close}}}
          >
            {children}
          </{{{names.plural}}}Context.Provider>
        );
      }

      /** The query, and a function that goes to another one. */
      function useQuery(addressQuery: {{{names.plural}}}Query) {
        const router = useRouter();
        const pathname = usePathname();
        const [isNavigating, startNavigation] = useTransition();
        const [target, setTarget] = useState(addressQuery);

        const navigate = useCallback(
          (next: {{{names.plural}}}Query, replace: boolean) => {
            setTarget(next);
            startNavigation(() => {
              const address = pathname + {{{names.listSearch}}}(next);
              if (replace) router.replace(address, { scroll: false });
              else router.push(address, { scroll: false });
            });
          },
          [pathname, router],
        );

        // The list need not wait until the server has seen the new address.
        return [isNavigating ? target : addressQuery, navigate] as const;
      }

      interface Answer {
        request: string;
        list: {{{listType}}} | null;
        error: string | null;
      }

      /** The page of the list that a query asks for. */
      function useList(query: {{{names.plural}}}Query) {
        const [answer, setAnswer] = useState<Answer | null>(null);
        const [attempt, setAttempt] = useState(0);
        const params = {{{names.listParams}}}(query).toString();
        const request = `${attempt} ${params}`;
        const isLoading = answer?.request !== request;

        useEffect(() => {
          const controller = new AbortController();
          list{{{names.plural}}}(params, controller.signal)
            .then((list) => setAnswer({ request, list, error: null }))
            .catch((error: unknown) => {
              if (controller.signal.aborted) return;
              setAnswer((last) => ({
                request,
                list: last?.list ?? null,
                error: errorMessage(error),
              }));
            });
          return () => controller.abort();
        }, [params, request]);
      {{#toggles}}

        function replaceItem(item: {{{names.type}}}) {
          setAnswer((last) => {
            if (!last?.list) return last;
            const items = last.list.items.map((other) =>
              other.{{{names.key}}} === item.{{{names.key}}} ? item : other,
            );
            return { ...last, list: { ...last.list, items } };
          });
        }
      {{/toggles}}

        return {
          list: answer?.list ?? null,
          isLoading,
          error: isLoading ? null : answer.error,
          reload: () => setAttempt((last) => last + 1),
      {{#toggles}}
          replaceItem,
      {{/toggles}}
        };
      }
      {{#hasLoaders}}

      /** The choices of a select; none until they are loaded. */
      function useLoadedOptions(load: (signal: AbortSignal) => Promise<SelectOption[]>) {
        const [options, setOptions] = useState<SelectOption[]>([]);

        useEffect(() => {
          const controller = new AbortController();
          load(controller.signal)
            .then(setOptions)
            .catch((error: unknown) => {
              if (!controller.signal.aborted) console.error(error);
            });
          return () => controller.abort();
        }, [load]);

        return options;
      }
      {{/hasLoaders}}
      {{^toasts}}

      /** A message that is shown for a few seconds. */
      function useNotice() {
        const [notice, setNotice] = useState<Notice | null>(null);

        useEffect(() => {
          if (!notice) return;
          const timer = setTimeout(() => setNotice(null), 6000);
          return () => clearTimeout(timer);
        }, [notice]);

        const notify = (kind: Notice["kind"], text: string) =>
          setNotice({ kind, text });

        return { notice, notify };
      }
      {{/toasts}}

      """#)
}
