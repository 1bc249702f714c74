export * from "./button"
export * from "./card"
export { Dialog } from "./dialog"
export { Table, TableRow } from "./table"
