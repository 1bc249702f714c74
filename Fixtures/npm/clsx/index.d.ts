export type ClassValue =
  | ClassValue[]
  | Record<string, unknown>
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined;
export function clsx(...inputs: ClassValue[]): string;
export default clsx;
