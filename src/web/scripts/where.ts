// Both that help to name a place, in one file: each request costs an old telephone time.
import { offerLocation } from './parts/location.ts'
import { suggest } from './parts/suggest.ts'

offerLocation()
suggest()
