/** Joule per mole and kelvin (CODATA 2018, exact). */
const GAS_CONSTANT = 8.314_462_618

/** The air in which a share of a gas was measured; nothing is assumed. */
export interface Conditions {
  /** Degrees Celsius. */
  readonly temperature: number
  /** Hectopascal. */
  readonly pressure: number
}

/** What the air quality directive counts with (2008/50/EC, annex VI): 20 °C and 101.3 kPa. */
export const EUROPEAN_CONDITIONS: Conditions = { temperature: 20, pressure: 1013 }

/** Parts per billion of a gas as micrograms per cubic metre, by the law of ideal gases. `molarMass` in grams per mole. */
export function massOfPpb(ppb: number, molarMass: number, conditions: Conditions): number {
  return (ppb * molarMass) / litresPerMole(conditions)
}

/** Micrograms per cubic metre of a gas as parts per billion. */
export function ppbOfMass(mass: number, molarMass: number, conditions: Conditions): number {
  return (mass * litresPerMole(conditions)) / molarMass
}

/** Throws a RangeError for air that cannot be. */
function litresPerMole({ temperature, pressure }: Conditions): number {
  if (!(temperature > -273.15) || !(pressure > 0))
    throw new RangeError('Air has a temperature above absolute zero and a pressure.')
  return (GAS_CONSTANT * (temperature + 273.15) * 10) / pressure
}
