/** Where a station stands, in the classes of Commission decision 2011/850/EU (area and influence). */
export interface Siting {
  readonly area: 'urban' | 'suburban' | 'rural'
  readonly influence: 'traffic' | 'industrial' | 'background'
}

/** What is known of how a datastream is calibrated: `reference` is what others are calibrated with; `unfit` cannot measure its claim. */
export type CalibrationState = 'reference' | 'calibrated' | 'raw' | 'unfit'

/** What a comparison wants to know of a datastream. `null` means that nobody knows; it is never taken as good. */
export interface Described {
  readonly id: string
  /** Our word for the observed property: `pm2-5`. */
  readonly property: string
  /** UCUM. */
  readonly unit: string | null
  /** Seconds that a value is about; 0: a moment. */
  readonly averagingSeconds: number | null
  /** Whether values are numbers of something (which are added up) and no means. */
  readonly isCount: boolean
  /** Metres above the ground. */
  readonly heightMetres: number | null
  readonly isOutdoors: boolean | null
  readonly siting: Siting | null
  readonly calibration: CalibrationState | null
  /** Half of the 95 % interval of a value, in `unit`. */
  readonly halfWidth: number | null
  /** Share of the time asked for that has values, 0 to 1. */
  readonly coverage: number | null
  /** Share of the time that a counter was counting, 0 to 1; of other datastreams `undefined`. */
  readonly uptime?: number | null
  /** Whose it is. It decides nothing: one scale for all. */
  readonly holder: 'official' | 'citizen'
}
