extension Template {
  /// What the form holds, checks and sends.
  static let pageSchema = Template(
    name: "nextjs/page-schema", version: 1,
    text: #"""
      {{#imports}}
      {{{.}}}
      {{/imports}}
      {{^zod}}

      /** What the form holds: text as it is typed, and truths. */
      export interface {{{names.pascal}}}FormValues {
      {{#fields}}
        {{{wire}}}: {{{type}}};
      {{/fields}}
      }

      export type {{{names.pascal}}}FormErrors = Partial<Record<keyof {{{names.pascal}}}FormValues, string>>;
      {{/zod}}
      {{#zod}}

      /** What the form holds: text as it is typed, and truths. */
      export type {{{names.pascal}}}FormValues = z.infer<typeof {{{schema}}}>;
      {{^hook}}

      export type {{{names.pascal}}}FormErrors = Partial<Record<keyof {{{names.pascal}}}FormValues, string>>;
      {{/hook}}
      {{/zod}}
      {{#adds}}

      export const NEW_{{{constant}}}: {{{names.pascal}}}FormValues = {
      {{#fields}}
        {{{wire}}}: {{{initial}}},
      {{/fields}}
      };
      {{/adds}}
      {{#edits}}

      /** What the form shows of {{{names.aLabel}}}. */
      export function toFormValues({{{names.row}}}: {{{names.type}}}): {{{names.pascal}}}FormValues {
        return {
      {{#fields}}
          {{{wire}}}: {{{fromRow}}},
      {{/fields}}
        };
      }
      {{/edits}}
      {{#adds}}

      /** What is sent to add {{{names.aLabel}}}. */
      export function to{{{names.pascal}}}Create(values: {{{names.pascal}}}FormValues): {{{names.pascal}}}Create {
        return {
      {{#created}}
          {{{wire}}}: {{{sent}}},
      {{/created}}
        };
      }
      {{/adds}}
      {{#edits}}

      /** What is sent to change {{{names.aLabel}}}: only what was changed. */
      export function to{{{names.pascal}}}Update(
        values: {{{names.pascal}}}FormValues,
        before: {{{names.pascal}}}FormValues,
      ): {{{names.pascal}}}Update {
      {{#isSame}}
        const all = to{{{names.pascal}}}Create(values);
      {{/isSame}}
      {{^isSame}}
        const all = {
      {{#updated}}
          {{{wire}}}: {{{sent}}},
      {{/updated}}
        };
      {{/isSame}}
        const changed = Object.entries(all).filter(([name]) => {
          const field = name as keyof {{{names.pascal}}}FormValues;
          return values[field] !== before[field];
        });
        return Object.fromEntries(changed);
      }
      {{/edits}}
      {{#usesOptional}}

      /** A value that may be left out. */
      function optional<Result>(text: string, convert: (text: string) => Result): Result | null {
        return text.trim() === "" ? null : convert(text.trim());
      }
      {{/usesOptional}}
      {{#readsMoments}}

      /** A moment as an input of local time has it, to the second. */
      function toLocalTime(moment: string | null): string {
        if (!moment) return "";
        const date = new Date(moment);
        const offset = date.getTimezoneOffset() * 60_000;
        return new Date(date.getTime() - offset).toISOString().slice(0, 19);
      }
      {{/readsMoments}}
      {{#sendsMoments}}

      function toUtc(localTime: string): string {
        return new Date(localTime).toISOString();
      }
      {{/sendsMoments}}
      {{#hasRules}}

      /** What a value must fulfil, and what to say when it does not. */
      type Rule = [holds: (value: string) => boolean, message: string];
      {{#usesBounds}}

      {{#usesLeast}}
      const INT_MIN = -2_147_483_648;
      {{/usesLeast}}
      {{#usesMost}}
      const INT_MAX = 2_147_483_647;
      {{/usesMost}}
      {{/usesBounds}}
      {{#required}}

      const required: Rule = [(value) => value.trim() !== "", "Enter a value."];
      {{/required}}
      {{#hasTypeRules}}

      /** A rule for values that are there. */
      function rule(holds: (value: string) => boolean, message: string): Rule {
        return [(value) => value.trim() === "" || holds(value.trim()), message];
      }
      {{/hasTypeRules}}
      {{#minLength}}

      function minLength(least: number): Rule {
        const message = `Enter at least ${least} characters.`;
        return rule((value) => [...value].length >= least, message);
      }
      {{/minLength}}
      {{#maxLength}}

      /** Characters are counted as the backend counts them: an emoji is one. */
      function maxLength(most: number): Rule {
        const message = `Enter at most ${most} characters.`;
        return rule((value) => [...value].length <= most, message);
      }
      {{/maxLength}}
      {{#pattern}}

      function pattern(expression: RegExp): Rule {
        return rule((value) => expression.test(value), "Use the right format.");
      }
      {{/pattern}}
      {{#integer}}

      function integer(least: number, most: number): Rule {
        return rule((value) => {
          const number = Number(value);
          return /^-?\d+$/.test(value) && number >= least && number <= most;
        }, `Enter a whole number from ${least} to ${most}.`);
      }
      {{/integer}}
      {{#number}}

      const number = rule(
        (value) => /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value),
        "Enter a number.",
      );
      {{/number}}
      {{#decimal}}

      function decimal(digits: number, places: number): Rule {
        const whole = digits - places;
        const format = new RegExp(`^-?0*\\d{0,${whole}}(\\.\\d{0,${places}})?$`);
        return rule(
          (value) => /\d/.test(value) && format.test(value),
          `Enter a number with up to ${whole} digits, and ${places} decimal places.`,
        );
      }
      {{/decimal}}
      {{#minimum}}

      function minimum(least: number): Rule {
        return rule((value) => Number(value) >= least, `Enter at least ${least}.`);
      }
      {{/minimum}}
      {{#maximum}}

      function maximum(most: number): Rule {
        return rule((value) => Number(value) <= most, `Enter at most ${most}.`);
      }
      {{/maximum}}
      {{#moment}}

      const moment = rule(
        (value) => /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value)),
        "Enter a date and a time.",
      );
      {{/moment}}
      {{#day}}

      const day = rule(
        (value) => /^\d{4}-\d{2}-\d{2}$/.test(value),
        "Enter a date.",
      );
      {{/day}}
      {{#uuid}}

      const uuid = rule(
        (value) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
        "Enter a UUID, such as 123e4567-e89b-12d3-a456-426614174000.",
      );
      {{/uuid}}
      {{#jsonObject}}

      const jsonObject = rule((value) => {
        try {
          const parsed: unknown = JSON.parse(value);
          return parsed instanceof Object && !Array.isArray(parsed);
        } catch {
          return false;
        }
      }, 'Enter a JSON object, such as {"colour": "red"}.');
      {{/jsonObject}}
      {{/hasRules}}
      {{#zod}}

      {{^hook}}
      const {{{schema}}} = z.object({
      {{/hook}}
      {{#hook}}
      /** What the backend would refuse is refused here. */
      export const {{{schema}}} = z.object({
      {{/hook}}
      {{#fields}}
      {{#zodType}}
      {{{.}}}
      {{/zodType}}
      {{/fields}}
      });
      {{^hook}}

      /** What the backend would refuse, by field. */
      export function validate{{{names.pascal}}}(values: {{{names.pascal}}}FormValues): {{{names.pascal}}}FormErrors {
        const errors: {{{names.pascal}}}FormErrors = {};
        for (const issue of {{{schema}}}.safeParse(values).error?.issues ?? []) {
          errors[issue.path[0] as keyof {{{names.pascal}}}FormValues] ??= issue.message;
        }
        return errors;
      }
      {{/hook}}
      {{/zod}}
      {{^zod}}
      {{#hasRules}}

      const RULES = {
      {{#ruled}}
        {{{wire}}}: [{{{rules}}}],
      {{/ruled}}
      } satisfies { [Name in keyof {{{names.pascal}}}FormValues]?: Rule[] };
      {{/hasRules}}

      /** What the backend would refuse, by field. */
      export function validate{{{names.pascal}}}(values: {{{names.pascal}}}FormValues): {{{names.pascal}}}FormErrors {
        const errors: {{{names.pascal}}}FormErrors = {};
      {{#hasRules}}
        for (const name of Object.keys(RULES) as (keyof typeof RULES)[]) {
          const rules: Rule[] = RULES[name];
          const broken = rules.find(([holds]) => !holds(values[name]));
          if (broken) errors[name] = broken[1];
        }
      {{/hasRules}}
        return errors;
      }
      {{/zod}}

      """#)

  /// The fields of the form.
  static let pageFields = Template(
    name: "nextjs/page-fields", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      type Values = {{{names.pascal}}}FormValues;
      {{^hook}}

      /** The state of the form, as its fields use it. */
      export interface {{{names.pascal}}}FormState {
        values: Values;
        errors: {{{names.pascal}}}FormErrors;
        set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void;
      }
      {{/hook}}

      /** The names of the fields whose values are of a type. */
      type NameOf<Type> = {
        [Name in keyof Values]: Values[Name] extends Type ? Name : never;
      }[keyof Values];

      interface FieldProps<Type> {
        form: {{{form}}};
        name: NameOf<Type>;
        label: string;
        hint?: string;
        required?: boolean;
      }
      {{#hasText}}

      interface TextFieldProps extends FieldProps<string> {
        type?: "text" | "date" | "datetime-local";
        step?: number;
        inputMode?: "numeric" | "decimal";
        multiline?: boolean;
        dir?: "ltr" | "rtl";
        lang?: string;
      }

      export function TextField({
        form,
        name,
        label,
        hint,
        required,
        multiline,
        dir,
        lang,
        ...input
      }: TextFieldProps) {
      {{#state}}
        {{{.}}}
      {{/state}}
        const props = {
          ...ariaProps(name, { hint, error, required }),
      {{#hook}}
          ref: field.ref,
          onBlur: field.onBlur,
      {{/hook}}
          dir,
          lang,
          value: {{{value}}},
        };

        return (
          <Frame name={name} label={label} hint={hint} required={required} error={error}>
            {multiline ? (
              <{{{ui.textarea}}} {...props}{{{ui.textareaClass}}} rows={4} onChange={(event) => {{{set}}}event.target.value)} />
            ) : (
              <{{{ui.input}}} {...props} {...input}{{{ui.inputClass}}} onChange={(event) => {{{set}}}event.target.value)} />
            )}
          </Frame>
        );
      }
      {{/hasText}}
      {{#hasSelect}}

      interface SelectFieldProps extends FieldProps<string> {
        options: SelectOption[];
      }

      export function SelectField({
        form,
        name,
        label,
        hint,
        required,
        options,
      }: SelectFieldProps) {
      {{#state}}
        {{{.}}}
      {{/state}}
        const value = {{{value}}};

        return (
          <Frame name={name} label={label} hint={hint} required={required} error={error}>
      {{#ui.select}}
            <Select
              value={value || (required ? "" : "none")}
              onValueChange={(choice) => {{{set}}}choice === "none" ? "" : choice)}
            >
              <SelectTrigger {...ariaProps(name, { hint, error, required })}{{#hook}} ref={field.ref}{{/hook}}>
                <SelectValue placeholder="Choose…" />
              </SelectTrigger>
              <SelectContent>
                {!required && <SelectItem value="none">None</SelectItem>}
                {options.map((option) => (
                  <SelectItem key={option.value} value={option.value}>
                    {option.label}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
      {{/ui.select}}
      {{^ui.select}}
            <select
              {...ariaProps(name, { hint, error, required })}
      {{#hook}}
              ref={field.ref}
      {{/hook}}
              {{{css.control}}}
              value={value}
              onChange={(event) => {{{set}}}event.target.value)}
            >
              {(!required || value === "") && (
                <option value="">{required ? "Choose…" : "None"}</option>
              )}
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
      {{/ui.select}}
          </Frame>
        );
      }
      {{/hasSelect}}
      {{#hasSwitch}}

      export function SwitchField({ form, name, label }: FieldProps<boolean>) {
      {{#state}}
        {{{.}}}
      {{/state}}

        return (
          <div {{{css.field}}}>
            <div {{{css.switchLabel}}}>
      {{#ui.switch}}
              <Switch
                {...ariaProps(name, { error })}
                checked={{{open}}}{{{value}}}{{{close}}}
                onCheckedChange={(checked) => {{{set}}}checked)}
              />
      {{/ui.switch}}
      {{^ui.switch}}
              <input
                {...ariaProps(name, { error })}
                type="checkbox"
                role="switch"
                {{{css.checkbox}}}
                checked={{{open}}}{{{value}}}{{{close}}}
                onChange={(event) => {{{set}}}event.target.checked)}
              />
      {{/ui.switch}}
              <{{{ui.label}}} htmlFor={fieldId(name)}>{label}</{{{ui.label}}}>
            </div>
            {error && (
              <p id={`${fieldId(name)}-error`} {{{css.problem}}}>
                {error}
              </p>
            )}
          </div>
        );
      }
      {{/hasSwitch}}
      {{#hasFrame}}

      interface FrameProps {
        name: string;
        label: string;
        hint?: string;
        required?: boolean;
        error?: string;
        children: ReactNode;
      }

      /** A label, its input, a hint, and what is wrong with the value. */
      function Frame({ name, label, hint, required, error, children }: FrameProps) {
        const id = fieldId(name);

        return (
          <div {{{css.field}}}>
            <{{{ui.label}}} htmlFor={id}{{{ui.labelClass}}}>
              {label}
              {required && (
                <span aria-hidden="true" {{{css.mark}}}>
                  *
                </span>
              )}
            </{{{ui.label}}}>
            {children}
            {hint && (
              <p id={`${id}-hint`} {{{css.hint}}}>
                {hint}
              </p>
            )}
            {error && (
              <p id={`${id}-error`} {{{css.problem}}}>
                {error}
              </p>
            )}
          </div>
        );
      }
      {{/hasFrame}}

      /** The id of a field's input. */
      export function fieldId(name: string): string {
        return `{{{id}}}-${name}`;
      }

      interface Description {
        hint?: string;
        error?: string;
        required?: boolean;
      }

      /** What ties an input to its label, hint and error. */
      function ariaProps(name: string, { hint, error, required }: Description) {
        const id = fieldId(name);
        const described = [hint && `${id}-hint`, error && `${id}-error`];

        return {
          id,
          name,
          "aria-required": required,
          "aria-invalid": error ? true : undefined,
          "aria-describedby": described.filter(Boolean).join(" ") || undefined,
        };
      }

      """#)

  /// The form that both sheets show.
  static let pageForm = Template(
    name: "nextjs/page-form", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface {{{names.pascal}}}FormProps {
        initialValues: {{{names.pascal}}}FormValues;
      {{#hasModes}}
        mode: "add" | "edit";
      {{/hasModes}}
        /** Saves; what it throws is shown in the form. */
        onSubmit: (values: {{{names.pascal}}}FormValues) => Promise<void>;
        onCancel: () => void;
      }

      export function {{{names.pascal}}}Form({
        initialValues,
      {{#hasModes}}
        mode,
      {{/hasModes}}
        onSubmit,
        onCancel,
      }: {{{names.pascal}}}FormProps) {
      {{#hasOptions}}
        const { {{{options}}} } = use{{{names.plural}}}();
      {{/hasOptions}}
      {{#hook}}
        const form = useForm<{{{names.pascal}}}FormValues>({
          resolver: zodResolver({{{schema}}}),
          defaultValues: initialValues,
        });
        const { errors, isSubmitting } = form.formState;

        async function submit(values: {{{names.pascal}}}FormValues) {
          try {
            await onSubmit(values);
          } catch (error) {
            form.setError("root", { message: errorMessage(error) });
            if (!(error instanceof ApiError)) return;
            for (const [name, message] of Object.entries(error.fields)) {
              if (!(name in initialValues)) continue;
              const field = name as keyof {{{names.pascal}}}FormValues;
              form.setError(field, { message }, { shouldFocus: true });
            }
          }
        }

        return (
          <form noValidate {{{css.form}}} onSubmit={form.handleSubmit(submit)}>
            {errors.root && (
              <p role="alert" {{{css.alert}}}>
                {errors.root.message}
              </p>
            )}
      {{/hook}}
      {{^hook}}
        const [values, setValues] = useState(initialValues);
        const [errors, setErrors] = useState<{{{names.pascal}}}FormErrors>({});
        const [failure, setFailure] = useState<string | null>(null);
        const [isSubmitting, setIsSubmitting] = useState(false);

        const form: {{{names.pascal}}}FormState = {
          values,
          errors,
          set: (name, value) => {
            setValues((last) => ({ ...last, [name]: value }));
            setErrors((last) => ({ ...last, [name]: undefined }));
          },
        };

        function showErrors(found: {{{names.pascal}}}FormErrors) {
          setErrors(found);
          const first = Object.keys(values).find((name) => name in found);
          if (first) document.getElementById(fieldId(first))?.focus();
        }

        async function submit(event: FormEvent) {
          event.preventDefault();
          setFailure(null);
          const found = validate{{{names.pascal}}}(values);
          showErrors(found);
          if (Object.keys(found).length > 0) return;

          setIsSubmitting(true);
          try {
            await onSubmit(values);
          } catch (error) {
            setFailure(errorMessage(error));
            if (error instanceof ApiError) showErrors(error.fields);
          }
          setIsSubmitting(false);
        }

        return (
          <form noValidate {{{css.form}}} onSubmit={submit}>
            {failure && (
              <p role="alert" {{{css.alert}}}>
                {failure}
              </p>
            )}
      {{/hook}}

      {{#fields}}
      {{{.}}}
      {{/fields}}

            <div {{{css.footer}}}>
              <{{{ui.button}}} type="button"{{{ui.outline}}} onClick={onCancel}>
                Cancel
              </{{{ui.button}}}>
              <{{{ui.button}}} type="submit"{{{ui.primary}}} disabled={isSubmitting}>
                {isSubmitting ? "Saving…" : "Save"}
              </{{{ui.button}}}>
            </div>
          </form>
        );
      }

      """#)
}
