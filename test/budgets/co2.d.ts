/** What we use of `@tgwf/co2`, which has no types of its own. */
declare module '@tgwf/co2' {
  interface Intensity {
    readonly gridIntensity: { readonly device: number; readonly dataCenter: number; readonly network: number }
  }
  export class co2 {
    constructor(choices: { readonly model: 'swd'; readonly version: 4 })
    perByteTrace(bytes: number, isGreen: boolean, choices: Intensity): { readonly co2: number }
  }
  export const averageIntensity: { readonly data: Readonly<Record<'BEL', number>> }
}
