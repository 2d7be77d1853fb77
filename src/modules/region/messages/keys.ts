// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  'region.title': undefined
  'region.intro': { area: string | number; count: number }
  'region.description': undefined
  'region.map': undefined
  'region.mapSentence': { count: number }
  'region.municipalities': undefined
  'region.partCount': { count: number; part: string | number }
  'region.bodies': undefined
  'region.demoBody': undefined
  'region.download': { csv: string | number; json: string | number }
  'municipality.name': undefined
  'municipality.title': { name: string | number }
  'municipality.description': { name: string | number }
  'municipality.unknown': { nis: string | number }
  'municipality.ended': { date: string | number; name: string | number }
  'municipality.future': { date: string | number; name: string | number }
  'municipality.facts': undefined
  'municipality.dutchName': undefined
  'municipality.frenchName': undefined
  'municipality.nis': undefined
  'municipality.part': undefined
  'municipality.postalCodes': undefined
  'municipality.area': undefined
  'municipality.squareKm': { area: string | number }
  'municipality.from': undefined
  'municipality.until': undefined
  'municipality.before': undefined
  'municipality.after': undefined
  'municipality.belongs': undefined
  'municipality.belongsNone': undefined
  'municipality.map': { name: string | number }
  'municipality.mapSentence': { name: string | number; neighbours: string | number }
  'municipality.mapAlone': { name: string | number }
  'tracks.title': undefined
  'tracks.intro': undefined
  'tracks.capability': undefined
  'tracks.way': undefined
  'tracks.meaning': undefined
  'tracks.change': undefined
  'tracks.formTitle': { name: string | number }
  'tracks.formIntro': undefined
  'tracks.jointBody': undefined
  'tracks.jointBodyHint': undefined
  'tracks.jointHint': undefined
  'tracks.noBody': undefined
  'tracks.ownUrl': undefined
  'tracks.ownUrlHint': undefined
  'tracks.save': undefined
  'tracks.needsBody': undefined
  'tracks.badUrl': undefined
  'track.own': undefined
  'track.shared': undefined
  'track.joint': undefined
  'track.own.meaning': undefined
  'track.shared.meaning': undefined
  'track.joint.meaning': { body: string | number }
  'track.own.link': undefined
  'capability.region': undefined
  'capability.reports': undefined
  'kind.municipality': undefined
  'kind.intermunicipal': undefined
  'kind.province': undefined
  'kind.region-office': undefined
  'kind.company': undefined
  'kind.knowledge': undefined
  'kind.association': undefined
  'role.reader': undefined
  'role.handler': undefined
  'role.editor': undefined
  'role.administrator': undefined
  'role.operator': undefined
  'boundaries.schematic': undefined
  'boundaries.imported': undefined
  'boundaries.mixed': undefined
  'place.needed': undefined
  'place.outside': undefined
  'place.postalCodeUnknown': { code: string | number }
  'import.unreadable': { file: string | number }
  'import.converted': { system: string | number }
  'import.elsewhere': { count: number }
  'import.otherSize': { codes: string | number }
  'import.nothing': undefined
  'import.fault.no-geometry': undefined
  'import.fault.not-an-area': undefined
  'import.fault.bad-coordinates': undefined
  'import.fault.ring-not-closed': undefined
  'import.fault.no-nis': undefined
  'import.fault.too-far': undefined
  'import.fault.part-missing': undefined
  'signIn.title': undefined
  'signIn.hello': { name: string | number }
  'signIn.once': { name: string | number }
  'signIn.button': undefined
  'signIn.ended': undefined
  'signIn.firstOperator': undefined
  'signIn.firstLine': { body: string | number; name: string | number; role: string | number; url: string | number }
  'privacy.staff.what': undefined
  'privacy.staff.purpose': undefined
  'privacy.staff.kept': undefined
  'privacy.staff.seenBy': undefined
  'privacy.session.what': undefined
  'privacy.session.purpose': undefined
  'privacy.session.kept': undefined
  'privacy.session.seenBy': undefined
  'permissions.title': undefined
  'permissions.intro': undefined
  'permissions.what': undefined
  'permissions.yes': undefined
  'permissions.no': undefined
  'permission.reports.read': undefined
  'permission.reports.handle': undefined
  'permission.region.administer': undefined
  'permission.operator': undefined
  'role.resident': undefined
  'permission.file.own': undefined
  'permission.account.own': undefined
  'permission.residents.help': undefined
  'permission.people.administer': undefined
  'privacy.key.what': undefined
  'privacy.key.purpose': undefined
  'privacy.key.kept': undefined
  'privacy.key.seenBy': undefined
  'privacy.resident.what': undefined
  'privacy.resident.purpose': undefined
  'privacy.resident.kept': undefined
  'privacy.resident.seenBy': undefined
}
