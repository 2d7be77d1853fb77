// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  about: undefined
  step: { step: string | number }
  continue: undefined
  change: undefined
  toMap: undefined
  link: undefined
  'draft.expired': undefined
  'draft.again': undefined
  'draft.sent': undefined
  notFound: undefined
  notFoundHelp: undefined
  'kit.intro': undefined
  'kit.need.place': undefined
  'kit.need.email': undefined
  'kit.legend': undefined
  'kit.needed': undefined
  'kit.other': undefined
  'kit.otherHint': undefined
  'kit.measures': undefined
  'kit.measuresHint': undefined
  'kit.measuresNeeded': undefined
  'kit.measuresMany': undefined
  'place.title': undefined
  'place.moveTitle': undefined
  'place.intro': undefined
  'place.private': undefined
  'place.postalCode': undefined
  'place.postalCodeHint': undefined
  'place.postalCodeUnknown': undefined
  'place.find': undefined
  'place.useLocation': undefined
  'place.locationFailed': undefined
  'place.map': undefined
  'place.again': undefined
  'place.chosen': { municipality: string | number }
  'place.outside': undefined
  'place.needed': undefined
  'place.withoutMap': undefined
  'place.coordinates': undefined
  'place.coordinatesHint': undefined
  'place.coordinatesWrong': undefined
  'place.move': undefined
  'stands.title': undefined
  'stands.intro': undefined
  'stands.outdoors': undefined
  'stands.outside': undefined
  'stands.inside': undefined
  'stands.outdoorsNeeded': undefined
  'stands.side': undefined
  'stands.sideNeeded': undefined
  'side.road': undefined
  'side.garden': undefined
  'side.other': undefined
  'stands.height': undefined
  'stands.heightHint': undefined
  'stands.heightWrong': undefined
  'way.title': undefined
  'way.legend': undefined
  'way.needed': undefined
  'way.http': undefined
  'way.http.hint': undefined
  'way.mqtt': undefined
  'way.mqtt.hint': undefined
  'way.ttn': undefined
  'way.ttn.hint': undefined
  'way.sensor-community': undefined
  'way.sensor-community.hint': undefined
  'way.number': undefined
  'way.numberHint': undefined
  'way.numberNeeded': undefined
  'way.numberWrong': undefined
  'way.device': undefined
  'way.deviceHint': undefined
  'you.title': undefined
  'you.name': undefined
  'you.nameHint': undefined
  'you.nameWrong': undefined
  'you.email': undefined
  'you.emailHint': undefined
  'you.emailWrong': undefined
  'subscribe.emailWrong': undefined
  'you.licence': undefined
  'you.licenceHint': undefined
  'you.licenceNeeded': undefined
  'licence.CC-BY-4.0': undefined
  'licence.CC-BY-4.0.hint': undefined
  'licence.CC0-1.0': undefined
  'licence.CC0-1.0.hint': undefined
  'you.public': undefined
  'you.agree': undefined
  'you.agreeHint': undefined
  'you.agreeNeeded': undefined
  'check.title': undefined
  'check.kit': undefined
  'check.measures': undefined
  'check.place': undefined
  'check.placeIn': { municipality: string | number }
  'check.stands': undefined
  'check.height': { height: number }
  'check.way': undefined
  'check.public': undefined
  'check.send': undefined
  'sent.title': undefined
  'sent.text': { email: string | number }
  'sent.wait': { count: number }
  'sent.another': undefined
  'confirm.title': { name: string | number }
  'confirm.text': { municipality: string | number }
  'confirm.send': undefined
  'key.title': undefined
  'key.text': undefined
  'key.only': { name: string | number }
  'key.next': undefined
  'key.wait': undefined
  'send.title': undefined
  'send.http': undefined
  'send.mqtt': { host: string | number; port: string | number }
  'send.time': undefined
  'send.again': undefined
  'mine.title': { name: string | number }
  'mine.paused': { moment: string | number }
  'mine.arrived': undefined
  'mine.waiting': undefined
  'mine.look': undefined
  'mine.values': undefined
  'mine.measures': undefined
  'mine.count': undefined
  'mine.last': undefined
  'mine.nothing': undefined
  'mine.refused': undefined
  'mine.refusedTimes': { count: number; reason: string | number }
  'mine.publicPage': undefined
  'mine.letter': undefined
  'mine.howTo': undefined
  'mine.manage': undefined
  'mine.move': undefined
  'mine.rename': undefined
  'mine.key': undefined
  'mine.keyHint': undefined
  'mine.newKey': undefined
  'mine.pause': undefined
  'mine.pauseHint': undefined
  'mine.pauseSend': undefined
  'mine.resume': undefined
  'mine.end': undefined
  'mine.endLink': undefined
  'hand.ttn': undefined
  'hand.sensorCommunity': { number: string | number }
  'hand.letter': undefined
  'hand.done': undefined
  'hidden.title': undefined
  'hidden.text': undefined
  'object.label': undefined
  'object.hint': undefined
  'object.send': undefined
  'object.needed': undefined
  'object.long': undefined
  'object.sent': undefined
  'object.notHidden': undefined
  'end.title': { name: string | number }
  'end.text': undefined
  'end.legend': undefined
  'end.keep': undefined
  'end.keepHint': undefined
  'end.remove': undefined
  'end.removeHint': undefined
  'end.needed': undefined
  'end.send': undefined
  'ended.title': undefined
  'ended.erased': undefined
  'ended.kept': undefined
  'ended.removed': undefined
  'thing.description': undefined
  'thing.location': undefined
  owner: undefined
  'mail.confirm.subject': { municipality: string | number }
  'mail.confirm.text': { link: string | number; municipality: string | number }
  'mail.hidden.subject': { name: string | number }
  'mail.hidden.text': { link: string | number; name: string | number; reason: string | number }
  'mail.shown.subject': { name: string | number }
  'mail.shown.text': { link: string | number; name: string | number }
  'mail.connected.subject': { name: string | number }
  'mail.connected.text': { link: string | number; name: string | number }
  'privacy.what': undefined
  'privacy.purpose': undefined
  'privacy.kept': undefined
  'privacy.seenBy': undefined
  'privacy.draft.what': undefined
  'privacy.draft.purpose': undefined
  'privacy.draft.kept': undefined
  'privacy.draft.seenBy': undefined
  'retention.unconfirmed': undefined
  'retention.drafts': undefined
  'own.title': { name: string | number }
  'own.place': undefined
  'own.manage': undefined
  'own.erased': { count: number }
  'place.hidden': undefined
  'place.before': undefined
  'you.nameAddress': undefined
  'mine.hidden': undefined
  'privacy.ended.what': undefined
  'privacy.ended.purpose': undefined
  'privacy.ended.kept': undefined
  'privacy.ended.seenBy': undefined
  'retention.ended': undefined
  'stands.changeTitle': undefined
  'stands.save': undefined
  'mine.stands': undefined
  'mail.answered.subject': { name: string | number }
  'mail.answered.text': { link: string | number; name: string | number }
}
