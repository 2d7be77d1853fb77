import { z } from 'zod'
import { distanceMetres, EARTH_RADIUS_METRES, type Point } from '#core/geo/point.ts'
import { FLAG } from '../flags.ts'
import type { Machine, TimeTest } from '../time-test.ts'

const DEGREE_METRES = (EARTH_RADIUS_METRES * Math.PI) / 180

const Parameters = z.object({
  /** How far two points after each other may lie apart; null when it may move as it likes. */
  stepMetres: z.number().positive().nullable().default(null),
})
type Parameters = z.infer<typeof Parameters>

/**
 * Where it was measured: degrees that do not exist, or one of both missing, 4; both missing 9; farther than `stepMetres` from the point
 * before 3. In default mode 0,0 is 3 (what a receiver tells that has no fix), and a step starts at the last place that was good.
 * (QARTOD test 3.) Distances are over a sphere: up to 0.6 % from those over the ellipsoid of the reference.
 */
export const location: TimeTest<Parameters> = {
  name: 'location',
  parameters: Parameters,
  needs: ['lon', 'lat'],
  order: 'time',
  isMissing: () => false,
  machine: ({ stepMetres }, mode) => (mode === 'default' ? mendedMachine(stepMetres) : referenceMachine(stepMetres)),
}

/** 1 when these are degrees that exist. */
function flagOfPlace(lon: number, lat: number): number {
  if (Number.isNaN(lon) && Number.isNaN(lat)) return FLAG.missing
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? FLAG.good : FLAG.fail
}

function referenceMachine(stepMetres: number | null): Machine {
  return {
    lag: 0,
    back: 1,
    judge({ lon, lat }, from, to, flags) {
      if (lon === undefined || lat === undefined) return
      for (let i = from; i < to; i += 1) {
        const here = { lon: lon[i] as number, lat: lat[i] as number }
        flags[i] = flagOfPlace(here.lon, here.lat)
        if (flags[i] !== FLAG.good || i === 0 || stepMetres === null) continue
        if (isFar({ lon: lon[i - 1] as number, lat: lat[i - 1] as number }, here, stepMetres)) flags[i] = FLAG.suspect
      }
    },
  }
}

/** As with rates: the way back from a wrong place is not flagged, and one that was moved is told once. */
function mendedMachine(stepMetres: number | null): Machine {
  let [last, accepted] = [
    { lon: NaN, lat: NaN },
    { lon: NaN, lat: NaN },
  ]
  return {
    lag: 0,
    back: 0,
    judge({ lon, lat }, from, to, flags) {
      if (lon === undefined || lat === undefined) return
      for (let i = from; i < to; i += 1) {
        const here = { lon: lon[i] as number, lat: lat[i] as number }
        let flag = flagOfPlace(here.lon, here.lat)
        if (flag === FLAG.good && here.lon === 0 && here.lat === 0) flag = FLAG.suspect
        flags[i] = flag
        if (flag !== FLAG.good) continue
        // Before the first good place the distance is NaN: no step.
        if (stepMetres !== null && isFar(last, here, stepMetres) && isFar(accepted, here, stepMetres))
          flags[i] = FLAG.suspect
        else accepted = here
        last = here
      }
    },
  }
}

/** Whether places are farther apart than this; on the way along a meridian and a parallel, which is never shorter, it is quicker told. */
function isFar(from: Point, to: Point, metres: number): boolean {
  const around = Math.abs(from.lon - to.lon) + Math.abs(from.lat - to.lat)
  return !(around * DEGREE_METRES <= metres) && distanceMetres(from, to) > metres
}
