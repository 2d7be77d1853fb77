// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'standing.area': undefined
  'standing.areaHint': undefined
  'area.urban': undefined
  'area.suburban': undefined
  'area.rural': undefined
  'standing.influence': undefined
  'influence.traffic': undefined
  'influence.traffic.hint': undefined
  'influence.industrial': undefined
  'influence.background': undefined
  'standing.notKnown': undefined
  'standing.outdoors': undefined
  'standing.outside': undefined
  'standing.inside': undefined
  'standing.height': undefined
  'standing.heightHint': undefined
  'standing.heightWrong': undefined
  'standing.outdoorsNeeded': undefined
  'standing.title': { name: string | number }
  'standing.intro': undefined
  'standing.save': undefined
  'standing.back': undefined
  'standing.link': undefined
  'standing.row': undefined
  'standing.metres': { height: string | number }
  'area.short.urban': undefined
  'area.short.suburban': undefined
  'area.short.rural': undefined
  'influence.short.traffic': undefined
  'influence.short.industrial': undefined
  'influence.short.background': undefined
}
