import { a, type B, type C } from "./a";
