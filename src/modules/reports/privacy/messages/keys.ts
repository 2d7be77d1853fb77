// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  lead: undefined
  found: { kinds: string | number }
  'kind.email': undefined
  'kind.phone': undefined
  'kind.plate': undefined
  'kind.number': undefined
  'kind.name': undefined
  'kind.house': undefined
  instead: undefined
  shown: undefined
  photo: undefined
  photoHint: undefined
  looked: undefined
  stillFound: undefined
  needed: undefined
  tooLong: undefined
  release: undefined
  hide: undefined
  staffFound: undefined
  staffLooked: undefined
  shownHint: undefined
  shownBefore: undefined
  photoShown: undefined
  photoHidden: undefined
}
