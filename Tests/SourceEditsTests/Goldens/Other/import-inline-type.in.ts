import { a, type C } from "./a";
