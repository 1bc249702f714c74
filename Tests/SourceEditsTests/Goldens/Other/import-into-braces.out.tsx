"use client"

import * as React from "react"
import Link from "next/link"
import { useParams, usePathname, useRouter } from "next/navigation"

import { cn } from "@/lib/utils"
import type { NavItem } from "@/types"

export function Nav() {
  return <nav className={cn("flex")}>{usePathname()} it's</nav>
}
