const links = ['/a', '/b'] as const
