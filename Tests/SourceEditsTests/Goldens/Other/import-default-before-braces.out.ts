import Link, {type LinkProps} from 'next/link'
export const a = 1
