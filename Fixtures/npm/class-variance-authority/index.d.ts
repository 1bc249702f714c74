import type { ClassValue } from "clsx";

type Variants = Record<string, Record<string, ClassValue>>;
type Named<K> = K extends "true" | "false" ? boolean : K;
type Choice<V extends Variants> = { [K in keyof V]?: Named<keyof V[K]> | null };

export function cva<V extends Variants>(
  base: ClassValue,
  config?: { variants?: V; defaultVariants?: Choice<V> },
): (props?: Choice<V> & { className?: ClassValue }) => string;

export type VariantProps<F extends (...given: any[]) => unknown> = Omit<
  NonNullable<Parameters<F>[0]>,
  "className"
>;
