import { suggest } from './parts/suggest.ts'

suggest()
