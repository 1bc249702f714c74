export * from "./button"
export * from "./card"
export { Table, TableCell, TableRow } from "./table"
