/**
 * The tracks of cooperation: `own`, the municipality keeps its own system and we link to it; `shared`, it uses the
 * square with its own settings; `joint`, one body does the work for several municipalities.
 */
export const TRACKS = ['own', 'shared', 'joint'] as const
export type TrackKind = (typeof TRACKS)[number]

/** The capabilities for which a municipality can choose. Each has a name in `messages/`. */
export const CAPABILITIES = ['region', 'reports'] as const
export type Capability = (typeof CAPABILITIES)[number]

/** How a municipality works together in one capability, such as `reports`. */
export interface Track {
  readonly nis: string
  readonly capability: string
  readonly track: TrackKind
  /** The body that does the work; only when the track is `joint`. */
  readonly jointBody: string | null
  /** Address of the system that the municipality keeps, if it told us; only when the track is `own`. */
  readonly ownUrl: string | null
}

/** What counts until a municipality chooses: it uses the square with its own settings. */
export function defaultTrack(nis: string, capability: string): Track {
  return { nis, capability, track: 'shared', jointBody: null, ownUrl: null }
}
