const links = ['/a', '/b', '/products'] as const
