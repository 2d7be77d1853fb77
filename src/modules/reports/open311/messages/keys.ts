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
  'error.updateStatus': undefined
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
}
