import { z } from 'zod'

/** The number of a datastream in an address. */
export const DatastreamId = z.coerce
  .number({ error: 'unknown' })
  .int({ error: 'unknown' })
  .min(1, { error: 'unknown' })
  .max(2_147_483_647, { error: 'unknown' })

/** An address of something of one datastream. */
export const OfDatastream = z.object({ datastream: DatastreamId })
