// Schemas as chains of steps: a step gets a value and a way to report issues, and returns a value.

export class ZodError extends Error {
  constructor(issues) {
    super(issues.map((issue) => issue.message).join("\n"));
    this.issues = issues;
  }

  flatten() {
    const fieldErrors = {};
    const formErrors = [];
    for (const { path, message } of this.issues) {
      if (path.length) (fieldErrors[path[0]] ??= []).push(message);
      else formErrors.push(message);
    }
    return { formErrors, fieldErrors };
  }
}

export const NEVER = Symbol("never");
export const ZodIssueCode = { custom: "custom" };

function said(message, fallback, input) {
  if (typeof message === "string") return message;
  const error = typeof message?.error === "function" ? message.error({ input }) : message?.error;
  return error ?? message?.message ?? fallback;
}

class Schema {
  constructor(steps, members = {}) {
    this.steps = steps;
    Object.assign(this, members);
  }

  /** The same kind of schema with one step more. */
  with(step) {
    const made = Object.create(Object.getPrototypeOf(this));
    return Object.assign(made, this, { steps: [...this.steps, step] });
  }

  run(value, path, issues) {
    for (const step of this.steps) {
      const before = issues.length;
      value = step(value, {
        path,
        issues,
        add: (message, more = {}) => issues.push({ code: "custom", message, path, ...more }),
      });
      // A value of another type is not looked at further; a broken rule does not keep the next from
      // being looked at.
      if (step.stops && issues.length > before) return undefined;
    }
    return value;
  }

  safeParse(data) {
    const issues = [];
    const value = this.run(data, [], issues);
    return issues.length
      ? { success: false, error: new ZodError(issues) }
      : { success: true, data: value };
  }

  parse(data) {
    const result = this.safeParse(data);
    if (!result.success) throw result.error;
    return result.data;
  }

  refine(check, message) {
    return this.with((value, { path, add }) => {
      if (!check(value)) {
        add(said(message, "Invalid input", value), { path: [...path, ...(message?.path ?? [])] });
      }
      return value;
    });
  }

  superRefine(check) {
    return this.with((value, context) => {
      check(value, contextOf(value, context));
      return value;
    });
  }

  check(...checks) {
    return this.with((value, { issues, path }) => {
      const payload = { value, issues: [] };
      checks.forEach((each) => each(payload));
      issues.push(...payload.issues.map((issue) => ({ path, ...issue })));
      return payload.value;
    });
  }

  transform(convert) {
    return this.with(
      stops((value, context) =>
        context.issues.length ? value : convert(value, contextOf(value, context))
      ),
    );
  }

  pipe(next) {
    return this.with(stops((value, { path, issues }) => next.run(value, path, issues)));
  }

  optional() {
    return around(this, (value) => value === undefined, undefined);
  }

  nullable() {
    return around(this, (value) => value === null, null);
  }

  nullish() {
    return this.optional().nullable();
  }

  default(value) {
    return around(this, (given) => given === undefined, value);
  }

  catch(value) {
    return new Schema([(given) => {
      const result = this.safeParse(given);
      return result.success ? result.data : value;
    }]);
  }

  or(other) {
    return union([this, other]);
  }
}

const stops = (step) => Object.assign(step, { stops: true });

function contextOf(value, { add, path }) {
  return {
    value,
    addIssue: (issue) =>
      typeof issue === "string"
        ? add(issue)
        : add(issue.message ?? "Invalid input", { path: [...path, ...(issue.path ?? [])] }),
  };
}

function around(inner, isEmpty, value) {
  return new Schema([
    stops((given, { path, issues }) => (isEmpty(given) ? value : inner.run(given, path, issues))),
  ]);
}

function typed(name, is, message, Kind = Schema) {
  return new Kind([
    stops((value, { add }) => {
      const absent = value === undefined ? message?.required_error : message?.invalid_type_error;
      if (!is(value)) {
        add(absent ?? said(message, `Invalid input: expected ${name}`, value), {
          code: "invalid_type",
        });
      }
      return value;
    }),
  ]);
}

class Text extends Schema {
  rule(holds, message, fallback) {
    return this.refine(holds, said(message, fallback));
  }

  min(length, message) {
    return this.rule(
      (value) => value.length >= length,
      message,
      `Too small: expected ${length} characters`,
    );
  }

  max(length, message) {
    return this.rule(
      (value) => value.length <= length,
      message,
      `Too big: expected ${length} characters`,
    );
  }

  length(length, message) {
    return this.min(length, message).max(length, message);
  }

  nonempty(message) {
    return this.min(1, message);
  }

  regex(pattern, message) {
    return this.rule((value) => value.search(pattern) >= 0, message, "Invalid string");
  }

  startsWith(text, message) {
    return this.rule((value) => value.startsWith(text), message, "Invalid string");
  }

  uuid(message) {
    return this.regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, said(message, "Invalid UUID"));
  }

  email(message) {
    return this.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, said(message, "Invalid email address"));
  }

  url(message) {
    return this.rule(URL.canParse, message, "Invalid URL");
  }

  date(message) {
    return this.regex(/^\d{4}-\d{2}-\d{2}$/, said(message, "Invalid date"));
  }

  datetime(message) {
    return this.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, said(message, "Invalid datetime"));
  }

  trim() {
    return this.with((value) => value.trim());
  }

  toLowerCase() {
    return this.with((value) => value.toLowerCase());
  }

  toUpperCase() {
    return this.with((value) => value.toUpperCase());
  }
}

class Numeric extends Schema {
  rule(holds, message, fallback) {
    return this.refine(holds, said(message, fallback));
  }

  min(least, message) {
    return this.rule((value) => value >= least, message, `Too small: expected at least ${least}`);
  }

  max(most, message) {
    return this.rule((value) => value <= most, message, `Too big: expected at most ${most}`);
  }

  gte(least, message) {
    return this.min(least, message);
  }

  lte(most, message) {
    return this.max(most, message);
  }

  gt(bound, message) {
    return this.rule((value) => value > bound, message, `Too small: expected more than ${bound}`);
  }

  lt(bound, message) {
    return this.rule((value) => value < bound, message, `Too big: expected less than ${bound}`);
  }

  int(message) {
    return this.rule(Number.isSafeInteger, message, "Invalid input: expected int");
  }

  positive(message) {
    return this.gt(0, message);
  }

  nonnegative(message) {
    return this.min(0, message);
  }

  finite() {
    return this;
  }

  safe(message) {
    return this.int(message);
  }

  multipleOf(step, message) {
    const isMultiple = (value) => Math.abs(value / step - Math.round(value / step)) < 1e-9;
    return this.rule(isMultiple, message, `Invalid number: must be a multiple of ${step}`);
  }
}

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export const string = (message) =>
  typed("string", (value) => typeof value === "string", message, Text);
export const number = (message) => typed("number", isNumber, message, Numeric);
export const int = (message) => number(message).int(message);
export const boolean = (message) =>
  typed("boolean", (value) => typeof value === "boolean", message);
export const uuid = (message) => string(message).uuid(message);
export const email = (message) => string(message).email(message);
export const url = (message) => string(message).url(message);
export const unknown = () => new Schema([]);
export const any = unknown;
export const literal = (wanted, message) =>
  typed(String(wanted), (value) => value === wanted, message);
const nothing = () => literal(null);
export { nothing as null };

const enumeration = (options, message) =>
  Object.assign(typed(`one of ${options.join("|")}`, (value) => options.includes(value), message), {
    options: [...options],
  });
export { enumeration as enum };

class ObjectSchema extends Schema {
  extend(more) {
    return object({ ...this.shape, ...more });
  }

  pick(keys) {
    return object(Object.fromEntries(Object.entries(this.shape).filter(([name]) => keys[name])));
  }

  omit(keys) {
    return object(Object.fromEntries(Object.entries(this.shape).filter(([name]) => !keys[name])));
  }

  partial() {
    const entries = Object.entries(this.shape).map(([name, schema]) => [name, schema.optional()]);
    return object(Object.fromEntries(entries));
  }

  strict() {
    return this;
  }
}

export function object(shape, message) {
  const made = typed("object", isObject, message, ObjectSchema);
  const members = stops((value, { path, issues }) => {
    const result = {};
    for (const [name, schema] of Object.entries(shape)) {
      const member = schema.run(value[name], [...path, name], issues);
      if (member !== undefined || name in value) result[name] = member;
    }
    return result;
  });
  return Object.assign(made.with(members), { shape });
}
export const strictObject = object;

export function array(element, message) {
  return typed("array", Array.isArray, message).with(
    stops((value, { path, issues }) =>
      value.map((each, index) => element.run(each, [...path, index], issues))
    ),
  );
}

export function record(key, value = key) {
  return typed("object", isObject).with(
    stops((given, { path, issues }) =>
      Object.fromEntries(
        Object.entries(given).map((
          [name, each],
        ) => [name, value.run(each, [...path, name], issues)]),
      )
    ),
  );
}

export function union(options) {
  return new Schema([
    stops((value, { add }) => {
      const result = options.map((option) => option.safeParse(value)).find(({ success }) =>
        success
      );
      if (!result) add("Invalid input", { code: "invalid_union" });
      return result?.data;
    }),
  ]);
}

export const optional = (inner) => inner.optional();
export const nullable = (inner) => inner.nullable();
export const preprocess = (convert, inner) =>
  new Schema([stops((value, { path, issues }) => inner.run(convert(value), path, issues))]);
export const custom = (check = () => true, message) => new Schema([]).refine(check, message);

function coerced(schema, convert) {
  const made = Object.create(Object.getPrototypeOf(schema));
  return Object.assign(made, schema, { steps: [convert, ...schema.steps] });
}
export const coerce = {
  string: (message) => coerced(string(message), String),
  number: (message) => coerced(number(message), Number),
  boolean: (message) => coerced(boolean(message), Boolean),
};
export const iso = {
  date: (message) => string(message).date(message),
  datetime: (message) => string().datetime(message),
};
