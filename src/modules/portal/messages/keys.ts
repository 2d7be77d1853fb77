// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  lead: undefined
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
  'offline.title': undefined
  'offline.lead': undefined
  'offline.emergency': undefined
  'offline.danger': undefined
  'offline.keep': undefined
  'offline.keepWhat': undefined
  'offline.isKept': undefined
  'offline.keepButton': undefined
  'offline.removeButton': undefined
  'offline.report': undefined
  'offline.reportWhat': undefined
  'offline.postalCode': undefined
  'offline.street': undefined
  'offline.note': undefined
  'offline.reportButton': undefined
  'offline.waiting': undefined
  'offline.goOn': undefined
  'offline.drop': undefined
  'emergency.112': undefined
  'emergency.101': undefined
  'emergency.1722': undefined
  'emergency.poison': undefined
  'emergency.doctor': undefined
  'emergency.violence': undefined
  'emergency.suicide': undefined
  'emergency.listen': undefined
  titleIn: { municipality: string | number }
  'where.label': undefined
  'where.button': undefined
  'where.form': undefined
  'where.none': { text: string | number }
  'where.which': undefined
  'where.change': undefined
  'street.task': undefined
  'street.taskText': undefined
  'street.intro': undefined
  'street.postalCode': undefined
  'street.street': undefined
  'street.show': undefined
  'street.nothing': undefined
  'street.other': undefined
  'search.title': undefined
  'search.titleFor': { text: string | number }
  'search.about': undefined
  'search.label': undefined
  'search.button': undefined
  'search.in': undefined
  'search.everywhere': undefined
  'search.since': undefined
  'search.ever': undefined
  'search.week': undefined
  'search.month': undefined
  'search.year': undefined
  'search.count': { count: number }
  'search.none': undefined
  'search.guess': undefined
  'search.all': { count: string | number }
  'search.groups': undefined
  'search.pages': undefined
  'search.help': undefined
  'offline.none': undefined
  'offline.saved': undefined
  'offline.failed': undefined
  'accessible.behind': undefined
  'offline.own': undefined
  'page.privacy': undefined
  'page.privacyText': undefined
  'page.myFile': undefined
  'page.myFileText': undefined
}
