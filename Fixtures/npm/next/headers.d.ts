interface ReadonlyHeaders extends Omit<Headers, "append" | "set" | "delete"> {}

interface ReadonlyCookies {
  get(name: string): { name: string; value: string } | undefined;
  getAll(): { name: string; value: string }[];
  has(name: string): boolean;
  toString(): string;
}

export function headers(): Promise<ReadonlyHeaders>;
export function cookies(): Promise<ReadonlyCookies>;
