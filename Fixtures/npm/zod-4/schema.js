// The functions of zod, of 3 and of 4.
import { Schema, stops, typed } from "./base.js";
import { Numeric, Text } from "./kinds.js";

export { NEVER, union, ZodError, ZodIssueCode } from "./base.js";

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
