// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  lead: undefined
  number: undefined
  metres: { metres: number }
  ofOwner: { owner: string | number }
  other: undefined
  knowNumber: undefined
  unknown: undefined
  unknownHint: undefined
  needed: undefined
  numberNeeded: undefined
  numberNotFound: { number: string | number }
  several: { number: string | number }
  far: { metres: string | number; number: string | number }
  'ask.legendStreet': undefined
  'ask.otherStreet': undefined
  'rule.asset': undefined
  'rule.whatever': undefined
  'rule.anyAsset': undefined
  'rule.noAsset': undefined
  'rule.ownedBy': { owner: string | number }
  'rule.owner': undefined
  'rule.noOwner': undefined
  'rule.assetWrong': undefined
  'rule.streets': undefined
  'rule.streetsHint': undefined
  'rule.street': undefined
  'rule.streetHint': undefined
  'rule.streetsWrong': undefined
  'rule.streetsTooMany': undefined
  'rule.streetsWhere': undefined
  legend: undefined
  asRead: { number: string | number }
  asReadHint: undefined
}
