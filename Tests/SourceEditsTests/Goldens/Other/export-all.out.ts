export * from "./button"
export * from "./card"
export * from "./input"
export { Table, TableRow } from "./table"
