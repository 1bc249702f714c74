// What zod 3 calls by another name, the types check; both do the same here.
import * as z from "../zod-4/schema.js";

export * from "../zod-4/schema.js";
export { z };
export default z;
