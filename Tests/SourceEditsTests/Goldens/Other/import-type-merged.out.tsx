"use client"

import * as React from "react"
import Link from "next/link"
import { usePathname, useRouter } from "next/navigation"

import { cn } from "@/lib/utils"
import type { NavItem, User } from "@/types"

export function Nav() {
  return <nav className={cn("flex")}>{usePathname()} it's</nav>
}
