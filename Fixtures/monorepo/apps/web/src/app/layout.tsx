import type { ReactNode } from "react";
import { Toaster } from "sonner";
import "./globals.css";

export const metadata = { title: "Shop" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="mx-auto max-w-6xl bg-background p-6 text-foreground">
        {children}
        <Toaster />
      </body>
    </html>
  );
}
