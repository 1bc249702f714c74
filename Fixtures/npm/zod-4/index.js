import * as z from "./schema.js";

export * from "./schema.js";
export { z };
export default z;
