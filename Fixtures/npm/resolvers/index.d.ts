import type { FieldValues, Resolver } from "react-hook-form";
import type { ZodType } from "zod";

export function zodResolver<Input extends FieldValues, Context, Output>(
  schema: ZodType<Output, Input>,
  options?: unknown,
  resolverOptions?: { mode?: "async" | "sync"; raw?: false },
): Resolver<Input, Context, Output>;
