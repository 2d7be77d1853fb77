import type { KindName } from '../connector.ts'
import type { Kind } from './kind.ts'
import { sensorCommunity } from './sensor-community.ts'
import { sensorThings } from './sensorthings.ts'
import { telraam } from './telraam.ts'
import { waterinfo } from './waterinfo.ts'

/** The kinds of system that are asked, by name. */
export const KINDS: Readonly<Record<KindName, Kind>> = {
  'sensor-community': sensorCommunity,
  telraam,
  waterinfo,
  sensorthings: sensorThings,
}
