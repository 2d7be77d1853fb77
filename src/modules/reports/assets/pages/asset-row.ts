import type { Language } from '#core/i18n/language.ts'
import type { Report } from '../../report.ts'
import { layerName } from '../layers.ts'

/** The thing that a report is about, as a row of its facts; none when it is not known. */
export function assetRow(
  { assetLayer, assetNumber }: Pick<Report, 'assetLayer' | 'assetNumber'>,
  language: Language,
): { key: string; value: string }[] {
  if (assetLayer === null || assetNumber === null) return []
  return [{ key: layerName(assetLayer, language), value: assetNumber }]
}
