import { NextRequest, NextResponse } from "next/server";
import { serverFetch } from "@/lib/server-fetch";

export async function GET(request: NextRequest) {
  const upstream = await serverFetch(`/setting/categories${request.nextUrl.search}`);
  return NextResponse.json(await upstream.json(), { status: upstream.status });
}

export async function POST(request: NextRequest) {
  const upstream = await serverFetch("/setting/categories", {
    method: "POST",
    body: await request.text(),
  });
  return NextResponse.json(await upstream.json(), { status: upstream.status });
}
