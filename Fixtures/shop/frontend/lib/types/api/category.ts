export interface Category {
  id: number;
  nameEn: string;
  nameAr: string;
  position: number;
  parentId: number | null;
}

export interface CategoryListResponse {
  items: Category[];
  total: number;
  page: number;
  perPage: number;
  totalPages: number;
}
