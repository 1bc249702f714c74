type Classes = string | null | undefined | 0 | false | Classes[];
export function twMerge(...classes: Classes[]): string;
