import {
	Laptop, // a
	Sun
} from './icons'
