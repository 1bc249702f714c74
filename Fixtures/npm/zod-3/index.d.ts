export * from "./schema.d.ts";
export * as z from "./schema.d.ts";
export * as default from "./schema.d.ts";
