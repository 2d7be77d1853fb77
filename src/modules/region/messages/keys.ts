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
  'tracks.feed': undefined
  'tracks.feedOf': { name: string | number }
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
  'signIn.endedHelp': undefined
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
  'permission.reports.read': undefined
  'permission.reports.handle': undefined
  'permission.region.administer': undefined
  'permission.theme.write': undefined
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
  'signIn.intro': undefined
  'signIn.resident': undefined
  'signIn.residentIntro': undefined
  'signIn.email': undefined
  'signIn.emailHint': undefined
  'signIn.emailNeeded': undefined
  'signIn.emailWrong': undefined
  'signIn.sendLink': undefined
  'signIn.haveCode': undefined
  'signIn.code': undefined
  'signIn.codeHint': undefined
  'signIn.codeWrong': undefined
  'signIn.openFile': undefined
  'signIn.openFileButton': undefined
  'signIn.helloFile': undefined
  'signIn.onceFile': undefined
  'signIn.addressTaken': undefined
  'signIn.addressTakenHelp': undefined
  'signIn.staff': undefined
  'signIn.noKey': undefined
  'signIn.noKeyHelp': undefined
  'sent.title': undefined
  'sent.what': undefined
  'sent.howLong': undefined
  'sent.nothing': undefined
  'sent.spam': undefined
  'sent.again': undefined
  'sent.counter': undefined
  'passkey.title': undefined
  'passkey.what': undefined
  'passkey.intro': undefined
  'passkey.signIn': undefined
  'passkey.wanted': { count: number }
  'passkey.new': undefined
  'passkey.name': undefined
  'passkey.nameHint': undefined
  'passkey.nameNeeded': undefined
  'passkey.nameTooLong': undefined
  'passkey.make': undefined
  'passkey.made': { date: string | number }
  'passkey.used': { date: string | number }
  'passkey.remove': undefined
  'passkey.needsScript': undefined
  'passkey.failed': { address: string | number }
  'passkey.failedNew': { address: string | number }
  'passkey.refused': undefined
  'passkey.refusedHelp': undefined
  'passkey.signInAgain': undefined
  'passkey.notWithProvider': undefined
  'account.title': undefined
  'account.staffIntro': { name: string | number }
  'account.toFile': undefined
  'account.email': undefined
  'account.emailIntro': undefined
  'account.signedInAs': { email: string | number }
  'session.title': undefined
  'session.what': undefined
  'session.unknownDevice': undefined
  'session.thisOne': undefined
  'session.since': { method: string | number; time: string | number }
  'session.lastSeen': { time: string | number }
  'session.method.link': undefined
  'session.method.code': undefined
  'session.method.passkey': undefined
  'session.method.openid': undefined
  'session.end': undefined
  'session.endOthers': undefined
  'people.menu': undefined
  'people.title': undefined
  'people.intro': { body: string | number }
  'people.whichBody': undefined
  'people.body': undefined
  'people.show': undefined
  'people.nobody': undefined
  'people.invite': undefined
  'people.inviteTitle': { body: string | number }
  'people.name': undefined
  'people.nameHint': undefined
  'people.nameNeeded': undefined
  'people.nameTooLong': undefined
  'people.email': undefined
  'people.emailHint': undefined
  'people.role': undefined
  'people.roleNeeded': undefined
  'people.roles': undefined
  'people.rolesAt': { body: string | number }
  'people.letIn': undefined
  'people.noEmail': undefined
  'people.waysIn': undefined
  'people.passkeys': { count: number }
  'people.provider': undefined
  'people.self': undefined
  'people.elsewhere': undefined
  'people.has': undefined
  'people.hasNot': undefined
  'people.give': undefined
  'people.take': undefined
  'role.reader.hint': undefined
  'role.handler.hint': undefined
  'role.editor.hint': undefined
  'role.administrator.hint': undefined
  'role.operator.hint': undefined
  'handOver.title': { name: string | number }
  'handOver.sent': { email: string | number }
  'handOver.give': { name: string | number }
  'handOver.howLong': undefined
  'restore.title': undefined
  'restore.what': { name: string | number }
  'restore.button': undefined
  'mail.linkSubject': undefined
  'mail.link': { link: string | number }
  'mail.invitationSubject': undefined
  'mail.invitation': { link: string | number; name: string | number }
  'mail.accountSubject': undefined
  'mail.account': { link: string | number; name: string | number; what: string | number }
  'mail.changed.region.add-passkey': undefined
  'mail.changed.region.remove-passkey': undefined
  'mail.changed.region.restore-access': undefined
  'mail.changed.region.give-role': undefined
  'mail.changed.region.take-role': undefined
  'mail.administratorSubject': { body: string | number }
  'mail.administrator': { body: string | number; link: string | number; name: string | number }
  'signIn.addAddress': undefined
  'signIn.addAddressWhat': { email: string | number }
  'signIn.addAddressButton': undefined
  'signIn.otherBrowser': undefined
  'signIn.otherBrowserHelp': undefined
  'mail.notSent': undefined
  'mail.notSentHelp': undefined
  'people.emailTaken': undefined
  'address.signInAgain': undefined
  'people.takeLastTitle': { name: string | number }
  'people.takeLast': { name: string | number }
  'people.takeLastButton': undefined
  'people.ownAdministrator': { body: string | number }
  'restore.sureTitle': { name: string | number }
  'restore.byLetter': { email: string | number }
  'restore.byHand': undefined
  'passkey.removeLastTitle': undefined
  'passkey.removeLast': undefined
  'passkey.removeLastButton': undefined
  'permission.providers.approve': undefined
  'mail.providerSubject': { body: string | number }
  'mail.provider': { issuer: string | number; label: string | number; link: string | number }
  'mail.changed.region.connect-openid': undefined
  'signIn.toSignIn': undefined
  'signIn.addReport': undefined
  'signIn.addReportWhat': undefined
  'signIn.addReportTo': { name: string | number }
  'signIn.addReportButton': undefined
  'signIn.addReportNot': undefined
  'permissions.who': undefined
  'sent.whatTo': { email: string | number }
  'kind.agency': undefined
  'permission.routing.write': undefined
  'permission.desk.write': undefined
  'permission.keys.administer': undefined
  'permission.connections.administer': undefined
  'tracks.connect': undefined
  kindOf: { kind: string | number }
  'permission.sensors.administer': undefined
  'permission.sensors.read': undefined
}
