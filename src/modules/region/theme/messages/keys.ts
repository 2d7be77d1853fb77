// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  title: { name: string | number }
  intro: undefined
  optional: { label: string | number }
  preview: undefined
  publish: undefined
  changedMeanwhile: undefined
  'colour.brand': undefined
  'colour.brand.hint': undefined
  'colour.second': undefined
  'colour.second.hint': undefined
  'colour.third': undefined
  'colour.third.hint': undefined
  'colour.link': undefined
  'colour.link.hint': undefined
  'colour.ink': undefined
  'colour.ink.hint': undefined
  'colour.paper': undefined
  'colour.paper.hint': undefined
  'colour.pick': { label: string | number }
  'colour.needed': undefined
  'colour.wrong': undefined
  logo: undefined
  'logo.hint': undefined
  'logo.kept': undefined
  'logo.remove': undefined
  'logo.texts': undefined
  'logo.textsHint': { name: string | number }
  'logo.textTooLong': undefined
  'logo.notAnImage': undefined
  'logo.tooLarge': undefined
  'preview.title': undefined
  'scheme.light': undefined
  'scheme.dark': undefined
  'adjusted.none': undefined
  'adjusted.link': { chosen: string | number; used: string | number }
  'adjusted.brandAsLink': { chosen: string | number; used: string | number }
  'adjusted.second': { chosen: string | number; used: string | number }
  'adjusted.ink': { chosen: string | number; used: string | number }
  'adjusted.paper': { chosen: string | number; used: string | number }
  'adjusted.buttons': { chosen: string | number; used: string | number }
  contrast: undefined
  'contrast.what': undefined
  'contrast.figure': { back: string | number; front: string | number; ratio: string | number }
  'contrast.header': undefined
  'contrast.text': undefined
  'contrast.quiet': undefined
  'contrast.links': undefined
  'contrast.errors': undefined
  'contrast.edges': undefined
  'contrast.buttons': undefined
  'sample.menu': undefined
  'sample.title': undefined
  'sample.text': undefined
  'sample.link': undefined
  'sample.hint': undefined
  'sample.field': undefined
  'sample.error': undefined
  'sample.typed': undefined
  'sample.button': undefined
  'sample.secondary': undefined
  'sample.banner': undefined
  'sample.tag': undefined
  'sample.tagDone': undefined
  'sample.tagWaits': undefined
  versions: undefined
  version: { version: string | number; when: string | number }
  'version.region': undefined
  'version.inForce': undefined
  'version.restore': undefined
  'version.about': { version: string | number }
  reset: undefined
  resetSquare: undefined
  'list.title': undefined
  'list.intro': undefined
  'list.body': undefined
  'list.look': undefined
  'list.own': undefined
  'list.region': undefined
  'retention.logos': undefined
}
