"use client";

import type { ColumnDef } from "@tanstack/react-table";
import type { Category } from "@/lib/types/api/category";

export const columns: ColumnDef<Category>[] = [
  { accessorKey: "position", header: "#" },
  { accessorKey: "nameEn", header: "Name" },
  // Arabic reads from the right
  { accessorKey: "nameAr", header: "الاسم", cell: ({ getValue }) => <span dir="rtl">{getValue<string>()}</span> },
];
