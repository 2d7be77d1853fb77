// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  lead: undefined
  report: undefined
  reportText: undefined
  reports: undefined
  reportsText: undefined
  region: undefined
  regionText: undefined
  data: undefined
  dataText: undefined
  'footprint.link': undefined
  'footprint.title': undefined
  'footprint.description': undefined
  'footprint.lead': undefined
  'footprint.middle': { carbon: string | number; weight: string | number }
  'footprint.kilobytes': { count: string | number }
  'footprint.milligrams': { count: string | number }
  'footprint.journeys': undefined
  'footprint.journey': undefined
  'footprint.journey.report': undefined
  'footprint.journey.look': undefined
  'footprint.pages': undefined
  'footprint.page': undefined
  'footprint.requests': undefined
  'footprint.weight': undefined
  'footprint.carbon': undefined
  'footprint.everyPage': { count: string | number }
  'footprint.everyPageTable': undefined
  'footprint.how': undefined
  'footprint.method': { date: string | number }
  'footprint.estimate': undefined
  'footprint.less': undefined
  'footprint.saveData': undefined
  'accessible.link': undefined
  'accessible.title': undefined
  'accessible.description': undefined
  'accessible.lead': undefined
  'accessible.howFar': undefined
  'accessible.nearly': undefined
  'accessible.partly': undefined
  'accessible.gaps': undefined
  'accessible.gap.photos': undefined
  'accessible.gap.words': undefined
  'accessible.gap.people': undefined
  'accessible.tested': undefined
  'accessible.date': undefined
  'accessible.pages': undefined
  'accessible.with': undefined
  'accessible.against': undefined
  'accessible.standards': undefined
  'accessible.found': undefined
  'accessible.method': undefined
  'accessible.wrong': undefined
  'accessible.tell': undefined
  'accessible.tellMunicipality': undefined
  'accessible.noAnswer': undefined
  'accessible.ombudsman': undefined
}
