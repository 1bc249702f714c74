import { DataTable } from "@/components/data-table";
import { serverFetch } from "@/lib/server-fetch";
import type { CategoryListResponse } from "@/lib/types/api/category";
import { columns } from "./columns";

export default async function CategoriesPage() {
  const response = await serverFetch("/setting/categories?per_page=100");
  const categories = (await response.json()) as CategoryListResponse;

  return (
    <main>
      <h1 className="mb-4 text-xl font-semibold">Categories</h1>
      <DataTable columns={columns} data={categories.items} />
    </main>
  );
}
