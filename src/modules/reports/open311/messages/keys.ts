// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  keyService: undefined
  'notice.where': { link: string | number }
  'update.withoutWords': undefined
  'error.address': undefined
  'error.jurisdiction': undefined
  'error.service': undefined
  'error.serviceNeeded': undefined
  'error.request': undefined
  'error.requestNeeded': undefined
  'error.token': undefined
  'error.moment': undefined
  'error.spanBackwards': undefined
  'error.spanTooLong': undefined
  'error.tooManyIds': undefined
  'error.idWrong': undefined
  'error.status': undefined
  'error.updateStatus': { words: string | number }
  'error.updateIdNeeded': undefined
  'error.nothingNew': undefined
  'error.latAndLong': undefined
  'error.placeNeeded': undefined
  'error.addressId': undefined
  'error.outside': undefined
  'error.descriptionNeeded': undefined
  'error.tooLong': { count: number }
  'error.attributeUnknown': undefined
  'error.attributeNeeded': undefined
  'error.attributeName': undefined
  'error.attributeOnce': undefined
  'error.attribute.string': undefined
  'error.attribute.text': undefined
  'error.attribute.number': undefined
  'error.attribute.datetime': undefined
  'error.attribute.singlevaluelist': undefined
  'error.attribute.multivaluelist': undefined
  'error.keyMissing': undefined
  'error.keyWrong': undefined
  'error.keyScope': undefined
  'error.keyElsewhere': undefined
  'error.keyNotOwner': undefined
  'error.tooMany': { count: number }
  'error.mediaTooLarge': undefined
  'error.mediaHost': undefined
  'error.mediaGone': undefined
  menu: undefined
  'keys.title': undefined
  'keys.intro': undefined
  'keys.own': undefined
  'keys.nameHint': undefined
  'keys.bodyHint': undefined
  'keys.scope.reports': undefined
  'keys.scope.reportsHint': undefined
  'keys.scope.updates': undefined
  'keys.scope.updatesHint': undefined
  'keys.mediaHosts': undefined
  'keys.mediaHostsHint': undefined
  'keys.withdrawMeans': undefined
  'keys.perMinuteWrong': undefined
  'keys.mediaHostsWrong': undefined
  'own.title': { body: string | number }
  'own.list': undefined
  'own.intro': undefined
  'own.trackShared': undefined
  'own.address': undefined
  'own.addressHint': undefined
  'own.addressWrong': undefined
  'own.jurisdiction': undefined
  'own.jurisdictionHint': undefined
  'own.key': undefined
  'own.keyHint': undefined
  'own.keyKept': undefined
  'own.keyAgain': undefined
  'own.keyWrong': undefined
  'own.services': undefined
  'own.servicesHint': undefined
  'own.serviceWrong': undefined
  'own.choices': undefined
  'own.enabled': undefined
  'own.enabledHint': undefined
  'own.shares': undefined
  'own.sharesHint': undefined
  'own.save': undefined
  'own.test': undefined
  'own.testTitle': { body: string | number }
  'own.testWorks': undefined
  'own.testFails': undefined
  'own.testAgain': undefined
  'own.testNotAgain': undefined
  'own.code': undefined
  'own.serviceName': undefined
  'own.how': undefined
  'own.worked': undefined
  'own.fails': undefined
  'own.paused': undefined
  'own.waiting': undefined
  'own.sent': undefined
  'own.dead': undefined
  'own.deadIntro': undefined
  'own.number': undefined
  'own.reason': undefined
  'own.do': undefined
  'own.again': { number: string | number }
  'own.drop': { number: string | number }
  'own.gone': undefined
  'own.unknownBody': undefined
  'reason.unmapped': undefined
  'reason.gone': undefined
  'reason.unknown': undefined
  'reason.token': undefined
  'privacy.key.what': undefined
  'privacy.key.purpose': undefined
  'privacy.key.kept': undefined
  'privacy.key.seenBy': undefined
  'retention.keys': undefined
  closedElsewhere: undefined
  'own.meanings': undefined
  'own.meaningsHint': { meanings: string | number }
  'own.meaningsWrong': undefined
  'own.takesAdditions': undefined
  'own.takesAdditionsHint': undefined
  'remote.number': undefined
  'remote.numberReporter': { body: string | number }
  'remote.additions': undefined
  'remote.notTold': { count: number }
  'error.behalf': undefined
  'error.notOurs': undefined
  'error.unreachable': { words: string | number }
  'error.sentenceNeeded': undefined
  'update.notOurs': undefined
  'update.whole': { words: string | number }
  'remote.notSent': undefined
  'remote.tag': undefined
  'remote.unsent': { body: string | number }
  'remote.workThere': { body: string | number; number: string | number }
  'remote.closeThere': { body: string | number; number: string | number }
  'error.behalfStatus': undefined
  'error.tooLate': { days: number }
  'mail.unsentSubject': { body: string | number; count: number }
  'mail.unsent': { body: string | number; link: string | number; list: string | number }
  'own.left': { count: number }
  'own.addressItself': undefined
  'own.dropped': undefined
  'own.sendsKeyed': { body: string | number }
  'own.sendsKeyedHint': undefined
  'reason.replaced': undefined
  'remote.numberBefore': { body: string | number }
  'remote.numberOf': { body: string | number }
  'remote.leftThere': { body: string | number; number: string | number }
  'remote.cameFrom.key': { body: string | number }
  'remote.cameFrom.square': undefined
  'error.passed': undefined
  'own.never': undefined
}
