import type { ReactNode } from "react";
import "./globals.css";

export const metadata = { title: "Shop" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="mx-auto max-w-6xl p-6">{children}</body>
    </html>
  );
}
