import type { ReactNode } from "react";

interface Options {
  id?: string | number;
  description?: ReactNode;
  duration?: number;
  action?: { label: ReactNode; onClick: () => void };
}

type Show = (message: ReactNode, options?: Options) => string | number;

export const toast: Show & {
  success: Show;
  error: Show;
  info: Show;
  warning: Show;
  message: Show;
  loading: Show;
  dismiss(id?: string | number): string | number;
};

export function Toaster(props: {
  position?:
    | "top-left"
    | "top-center"
    | "top-right"
    | "bottom-left"
    | "bottom-center"
    | "bottom-right";
  richColors?: boolean;
  closeButton?: boolean;
  dir?: "ltr" | "rtl" | "auto";
  toastOptions?: { className?: string; style?: import("react").CSSProperties; duration?: number };
}): ReactNode;
