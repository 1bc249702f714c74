import './side'

export * from './product'
