import type { ReactNode } from "react";

// React 19 lets a component return any node, and a server component a promise of one.
declare global {
  namespace JSX {
    type ElementType =
      | keyof IntrinsicElements
      | ((props: any) => ReactNode | Promise<ReactNode>)
      | (new (props: any) => ElementClass);
  }
}
