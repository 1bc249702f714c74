import Link from "next/link";

export default function Home() {
  return <Link href="/setting/categories">Categories</Link>;
}
