// What @types/react asks of csstype: any property, so a misspelt one is not noticed.
export interface Properties<TLength> {
  [property: string]: TLength | undefined;
}
