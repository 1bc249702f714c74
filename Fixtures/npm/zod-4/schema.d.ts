// zod 4, as far as forms use it.

export interface ZodIssue {
  code: string;
  message: string;
  path: PropertyKey[];
}
export class ZodError<T = unknown> extends Error {
  readonly issues: ZodIssue[];
  flatten(): { formErrors: string[]; fieldErrors: { [K in keyof T]?: string[] } };
}

type Message = string | {
  error?: string | ((issue: { input: unknown }) => string | undefined);
  /** @deprecated */
  message?: string;
};
type CheckMessage = string | {
  error?: string | ((issue: { input: unknown }) => string | undefined);
  message?: string;
  path?: PropertyKey[];
  abort?: boolean;
};
interface Context<T> {
  value: T;
  addIssue(
    issue: string | { code: "custom"; message?: string; path?: PropertyKey[]; input?: unknown },
  ): void;
}

export interface ZodType<Output = unknown, Input = unknown> {
  readonly _output: Output;
  readonly _input: Input;
  parse(data: unknown): Output;
  safeParse(data: unknown):
    | { success: true; data: Output; error?: never }
    | { success: false; error: ZodError<Output>; data?: never };
  optional(): ZodType<Output | undefined, Input | undefined>;
  nullable(): ZodType<Output | null, Input | null>;
  nullish(): ZodType<Output | null | undefined, Input | null | undefined>;
  default(value: Output): ZodType<Exclude<Output, undefined>, Input | undefined>;
  catch(value: Output): ZodType<Output, unknown>;
  transform<Next>(
    convert: (value: Output, context: Context<Output>) => Next,
  ): ZodType<Awaited<Next>, Input>;
  pipe<Next>(next: ZodType<Next, Output>): ZodType<Next, Input>;
  refine(check: (value: Output) => unknown, message?: CheckMessage): this;
  superRefine(check: (value: Output, context: Context<Output>) => void): this;
  check(...checks: ((payload: { value: Output; issues: unknown[] }) => void)[]): this;
  or<O, I>(other: ZodType<O, I>): ZodType<Output | O, Input | I>;
}

export interface ZodString<Input = string> extends ZodType<string, Input> {
  min(length: number, message?: Message): this;
  max(length: number, message?: Message): this;
  length(length: number, message?: Message): this;
  nonempty(message?: Message): this;
  regex(pattern: RegExp, message?: Message): this;
  startsWith(text: string, message?: Message): this;
  trim(): this;
  toLowerCase(): this;
  toUpperCase(): this;
  /** @deprecated z.uuid() */
  uuid(message?: Message): this;
  /** @deprecated z.email() */
  email(message?: Message): this;
  /** @deprecated z.url() */
  url(message?: Message): this;
}
export interface ZodNumber<Input = number> extends ZodType<number, Input> {
  min(value: number, message?: Message): this;
  max(value: number, message?: Message): this;
  gt(value: number, message?: Message): this;
  gte(value: number, message?: Message): this;
  lt(value: number, message?: Message): this;
  lte(value: number, message?: Message): this;
  int(message?: Message): this;
  positive(message?: Message): this;
  nonnegative(message?: Message): this;
  multipleOf(value: number, message?: Message): this;
}
export interface ZodBoolean<Input = boolean> extends ZodType<boolean, Input> {}
export interface ZodEnum<Values extends string> extends ZodType<Values, Values> {
  readonly options: Values[];
}

type Shape = Record<string, ZodType<any, any>>;
type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type Settle<T> = { [K in keyof T]: T[K] };
type Loosen<T> = Settle<Omit<T, OptionalKeys<T>> & Partial<Pick<T, OptionalKeys<T>>>>;
type OutputOf<S extends Shape> = Loosen<{ [K in keyof S]: S[K]["_output"] }>;
type InputOf<S extends Shape> = Loosen<{ [K in keyof S]: S[K]["_input"] }>;

export interface ZodObject<S extends Shape> extends ZodType<OutputOf<S>, InputOf<S>> {
  readonly shape: S;
  extend<More extends Shape>(more: More): ZodObject<Omit<S, keyof More> & More>;
  pick<Keys extends { [K in keyof S]?: true }>(
    keys: Keys,
  ): ZodObject<Pick<S, Extract<keyof S, keyof Keys>>>;
  omit<Keys extends { [K in keyof S]?: true }>(keys: Keys): ZodObject<Omit<S, keyof Keys>>;
  partial(): ZodObject<
    { [K in keyof S]: ZodType<S[K]["_output"] | undefined, S[K]["_input"] | undefined> }
  >;
  strict(): this;
}

type Any = ZodType<any, any>;

export function string(message?: Message): ZodString;
export function number(message?: Message): ZodNumber;
export function int(message?: Message): ZodNumber;
export function boolean(message?: Message): ZodBoolean;
export function uuid(message?: Message): ZodString;
export function email(message?: Message): ZodString;
export function url(message?: Message): ZodString;
declare function enumeration<const Values extends readonly string[]>(
  values: Values,
  message?: Message,
): ZodEnum<Values[number]>;
export { enumeration as enum };
export function literal<const T extends string | number | boolean | null>(
  value: T,
  message?: Message,
): ZodType<T, T>;
export function object<S extends Shape>(shape: S, message?: Message): ZodObject<S>;
export function strictObject<S extends Shape>(shape: S, message?: Message): ZodObject<S>;
export function array<T extends Any>(
  element: T,
  message?: Message,
): ZodType<T["_output"][], T["_input"][]>;
export function record<Key extends string, T extends Any>(
  key: ZodType<Key, any>,
  value: T,
  message?: Message,
): ZodType<Record<Key, T["_output"]>, Record<Key, T["_input"]>>;
export function union<const T extends readonly Any[]>(
  options: T,
): ZodType<T[number]["_output"], T[number]["_input"]>;
export function unknown(): ZodType<unknown, unknown>;
export function any(): ZodType<any, any>;
declare function nothing(): ZodType<null, null>;
export { nothing as null };
export function optional<T extends Any>(
  inner: T,
): ZodType<T["_output"] | undefined, T["_input"] | undefined>;
export function nullable<T extends Any>(inner: T): ZodType<T["_output"] | null, T["_input"] | null>;
export function preprocess<T extends Any>(
  convert: (value: unknown) => unknown,
  inner: T,
): ZodType<T["_output"], unknown>;
export function custom<T>(check?: (value: unknown) => unknown, message?: Message): ZodType<T, T>;

export const iso: {
  date(message?: Message): ZodString;
  datetime(
    options?: { offset?: boolean; local?: boolean; precision?: number; error?: string },
  ): ZodString;
};
export const coerce: {
  string(message?: Message): ZodString<unknown>;
  number(message?: Message): ZodNumber<unknown>;
  boolean(message?: Message): ZodBoolean<unknown>;
};
export const NEVER: never;

type Infer<T extends { _output: unknown }> = T["_output"];
type InferInput<T extends { _input: unknown }> = T["_input"];
export type { Infer as infer, Infer as output, InferInput as input };
export interface RefinementCtx<T = unknown> extends Context<T> {}
