import { Home } from "lucide-react"

export const navItems: NavItem[] = [
  { title: "Home", href: "/", icon: Home },
  {
    title: "Settings",
    href: "/settings", // last
  },
  { title: "Products", href: "/products" },
]
