export * from "./button"
export * from "./card"
export { Table, TableRow } from "./table"
