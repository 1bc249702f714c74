// What text and numbers can be asked for.
import { said, Schema } from "./base.js";

export class Text extends Schema {
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

export class Numeric extends Schema {
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
