// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  'menu.staff': undefined
  category: undefined
  'category.road': undefined
  'category.pavement': undefined
  'category.cycle-path': undefined
  'category.street-light': undefined
  'category.traffic-sign': undefined
  'category.dumping': undefined
  'category.litter': undefined
  'category.container': undefined
  'category.tree': undefined
  'category.green': undefined
  'category.water': undefined
  'category.graffiti': undefined
  'category.playground': undefined
  'category.animal': undefined
  'category.nuisance': undefined
  'category.other': undefined
  status: undefined
  'status.received': undefined
  'status.in-progress': undefined
  'status.waiting': undefined
  'status.solved': undefined
  'status.refused': undefined
  continue: undefined
  back: undefined
  change: undefined
  optional: { label: string | number }
  step: { step: number }
  'where.title': undefined
  'where.intro': undefined
  'where.postalCode': undefined
  'where.postalCodeHint': undefined
  'where.street': undefined
  'where.streetHint': undefined
  'where.map': undefined
  'where.streetTooLong': undefined
  'where.find': undefined
  'where.chosen': { municipality: string | number }
  'where.forget': undefined
  'where.useLocation': undefined
  'where.locationFailed': undefined
  'where.postalCodeNeeded': undefined
  'where.postalCodeWrong': undefined
  'where.postalCodeUnknown': undefined
  'where.streetNeeded': undefined
  'where.municipality': undefined
  'where.municipalityNeeded': { names: string | number }
  'where.pointOutside': undefined
  'where.again': undefined
  'where.nearEnough': undefined
  'what.title': undefined
  'what.note': undefined
  'what.noteHint': undefined
  'what.category': undefined
  'what.photo': undefined
  'what.photoHint': undefined
  'what.photoKept': undefined
  'what.photoAlt': undefined
  'what.photoRemove': undefined
  'what.photoTooLarge': undefined
  'what.noteNeeded': undefined
  'what.noteTooShort': undefined
  'what.noteTooLong': undefined
  'what.categoryNeeded': undefined
  'contact.title': undefined
  'contact.intro': undefined
  'contact.name': undefined
  'contact.email': undefined
  'contact.phone': undefined
  'contact.emailWrong': undefined
  'contact.phoneWrong': undefined
  'check.title': undefined
  'check.where': undefined
  'check.onMap': undefined
  'check.contact': undefined
  'check.noContact': undefined
  'check.goesTo': undefined
  'check.send': undefined
  'done.title': undefined
  'done.number': { number: string | number }
  'done.next': undefined
  'done.nextText': { body: string | number; date: string | number }
  'done.follow': undefined
  'done.followText': undefined
  'done.mail': { email: string | number }
  'done.another': undefined
  'form.expired': undefined
  'form.incomplete': undefined
  'list.title': undefined
  'list.titleIn': { municipality: string | number }
  'list.intro': undefined
  'list.new': undefined
  'list.filter': undefined
  'list.municipality': undefined
  'list.all': undefined
  'list.open': undefined
  'list.closed': undefined
  'list.show': undefined
  'list.count': { count: number }
  'list.empty': undefined
  'list.map': undefined
  'list.mapDescription': undefined
  'list.withoutPoint': { count: number }
  'list.place': undefined
  'list.received': undefined
  'list.number': undefined
  'list.data': undefined
  'report.title': { category: string | number; number: string | number }
  'report.demo': undefined
  'report.handledBy': undefined
  'report.history': undefined
  'report.answerBefore': undefined
  'report.words': undefined
  'report.wordsHidden': undefined
  'report.photoAlt': { number: string | number }
  'report.notFound': undefined
  'event.received': undefined
  'event.status': { status: string | number }
  'event.answer': undefined
  'event.note': undefined
  'event.addition': undefined
  'follow.title': { number: string | number }
  'follow.yours': undefined
  'follow.add': undefined
  'follow.addLabel': undefined
  'follow.addNeeded': undefined
  'follow.addTooLong': undefined
  'follow.send': undefined
  'follow.public': undefined
  'follow.expired': undefined
  'staff.title': undefined
  'staff.search': undefined
  'staff.late': undefined
  'staff.reporter': undefined
  'staff.anonymous': undefined
  'staff.forgotten': undefined
  'staff.answer': undefined
  'staff.status': undefined
  'staff.statusKeep': { status: string | number }
  'staff.message': undefined
  'staff.messageHint': undefined
  'staff.messageNeeded': undefined
  'staff.messageTooLong': undefined
  'staff.statusWrong': undefined
  'staff.internalWrong': undefined
  'staff.send': undefined
  'staff.nothing': undefined
  'staff.onlyRead': undefined
  'demo.in-progress': undefined
  'demo.waiting': undefined
  'demo.solved': undefined
  'demo.refused': undefined
  'demo.received': undefined
  'mail.receivedSubject': { number: string | number }
  'mail.received': { body: string | number; category: string | number; date: string | number; link: string | number }
  'mail.changedSubject': { number: string | number }
  'mail.changed': { link: string | number; message: string | number; number: string | number; status: string | number }
  'form.sent': undefined
  'privacy.reporter.what': undefined
  'privacy.reporter.purpose': undefined
  'privacy.reporter.kept': undefined
  'privacy.reporter.seenBy': undefined
  'privacy.words.what': undefined
  'privacy.words.purpose': undefined
  'privacy.words.kept': undefined
  'privacy.words.seenBy': undefined
  'privacy.draft.what': undefined
  'privacy.draft.purpose': undefined
  'privacy.draft.kept': undefined
  'privacy.draft.seenBy': undefined
  'retention.reporters': undefined
  'retention.drafts': undefined
  'ownFile.postalCode': undefined
  'ownFile.point': undefined
  'ownFile.added': { moment: string | number }
  'ownFile.answered': { moment: string | number }
  'ownFile.erased': { count: number }
  'ownFile.keptMatter': { count: number }
  'ownFile.keptPlace': { count: number }
  'staff.wordsErased': undefined
  'report.wordsErased': undefined
  'staff.messageHintNoEmail': undefined
  'ownFile.erasedDrafts': { count: number }
  'channel.web': undefined
  'channel.telephone': undefined
  'channel.counter': undefined
  'channel.paper': undefined
  'channel.email': undefined
  'channel.street': undefined
  'channel.import': undefined
  'contact.channel': undefined
  'contact.channelHint': undefined
  'contact.channelNeeded': undefined
  'done.print': undefined
  'done.qr': undefined
  'paper.title': undefined
  'paper.print': undefined
  'paper.handIn': undefined
  'paper.privacy': undefined
  'paper.online': undefined
  'paper.qr': undefined
  'paper.link': undefined
  'nearby.title': undefined
  'nearby.none': undefined
  'task.report': undefined
  'task.reportText': undefined
  'task.reports': undefined
  'task.reportsText': undefined
  'category.stop': undefined
  'category.missed-collection': undefined
  'privacy.colleague.what': undefined
  'privacy.colleague.purpose': undefined
  'privacy.colleague.kept': undefined
  'privacy.colleague.seenBy': undefined
  'list.countMore': { count: number }
  'channel.open311': undefined
  'map.newest': { count: number }
  'staff.sentenceNeeded': undefined
  'contact.language': undefined
  'contact.languageHint': undefined
  'list.allMunicipalities': undefined
  'follow.words': undefined
  'follow.answer': undefined
  'follow.answerLabel': undefined
  'nearby.more': undefined
}
