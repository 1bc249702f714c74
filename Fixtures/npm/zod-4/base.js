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

export function said(message, fallback, input) {
  if (typeof message === "string") return message;
  const error = typeof message?.error === "function" ? message.error({ input }) : message?.error;
  return error ?? message?.message ?? fallback;
}

export class Schema {
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

export const stops = (step) => Object.assign(step, { stops: true });

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

export function typed(name, is, message, Kind = Schema) {
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
