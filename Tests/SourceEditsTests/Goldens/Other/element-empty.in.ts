const links: Link[] = []
