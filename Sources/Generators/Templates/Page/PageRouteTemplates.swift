extension Template {
  /// The page.
  static let page = Template(
    name: "nextjs/page", version: 1,
    text: #"""
      {{#imports}}
      {{{.}}}
      {{/imports}}

      export const metadata: Metadata = { title: "{{{names.pluralTitle}}}" };

      interface {{{names.plural}}}PageProps {
        searchParams: Promise<SearchParams>;
      }

      export default function {{{names.plural}}}Page({ searchParams }: {{{names.plural}}}PageProps) {
        return (
          <main>
            <h1 {{{css.heading}}}>{{{names.pluralTitle}}}</h1>
            <Suspense fallback={<{{{names.plural}}}Skeleton />}>
              <{{{names.plural}}}Content searchParams={searchParams} />
            </Suspense>
          </main>
        );
      }

      async function {{{names.plural}}}Content({ searchParams }: {{{names.plural}}}PageProps) {
        const query = read{{{names.plural}}}Query(await searchParams);

        return (
          <{{{names.plural}}}Provider query={query}>
            <{{{names.plural}}}Table />
          </{{{names.plural}}}Provider>
        );
      }

      """#)

  /// What is shown while the page loads.
  static let pageLoading = Template(
    name: "nextjs/page-loading", version: 1,
    text: #"""
      {{#imports}}
      {{{.}}}
      {{/imports}}

      export default function Loading() {
        return (
          <main>
            <h1 {{{css.heading}}}>{{{names.pluralTitle}}}</h1>
            <{{{names.plural}}}Skeleton />
          </main>
        );
      }

      """#)

  /// What is shown when the page fails.
  static let pageError = Template(
    name: "nextjs/page-error", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface {{{names.plural}}}ErrorProps {
        error: Error & { digest?: string };
        reset: () => void;
      }

      export default function {{{names.plural}}}Error({ error, reset }: {{{names.plural}}}ErrorProps) {
        const router = useRouter();

        useEffect(() => {
          console.error(error);
        }, [error]);

        /** Renders again, on the server too: the error may come from there. */
        function retry() {
          startTransition(() => {
            router.refresh();
            reset();
          });
        }

        return (
          <main role="alert">
            <h1 {{{css.heading}}}>{{{names.pluralTitle}}}</h1>
            <p {{{css.lead}}}>The page could not be shown.</p>
            <{{{ui.button}}} type="button"{{{ui.outline}}} onClick={retry}>
              Try again
            </{{{ui.button}}}>
          </main>
        );
      }

      """#)
}
