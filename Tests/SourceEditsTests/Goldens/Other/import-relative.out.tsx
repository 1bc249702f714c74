"use client"

import * as React from "react"
import Link from "next/link"
import { usePathname, useRouter } from "next/navigation"

import { cn } from "@/lib/utils"
import type { NavItem } from "@/types"
import { ProductTable } from "./product-table"

export function Nav() {
  return <nav className={cn("flex")}>{usePathname()} it's</nav>
}
