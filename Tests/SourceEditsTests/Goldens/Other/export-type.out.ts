export * from "./button"
export * from "./card"
export { Table, TableRow } from "./table"
export type { Row } from "./table"
