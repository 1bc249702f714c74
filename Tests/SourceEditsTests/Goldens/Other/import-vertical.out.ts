import {
	Laptop, // a
	Moon,
	Sun
} from './icons'
