// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'kind.normal': undefined
  'kind.attention': undefined
  'kind.alarm': undefined
  'kind.silent': undefined
  'kind.speaks': undefined
  'kind.network-silent': undefined
  'kind.network-speaks': undefined
  'detail.above': { level: string | number; value: string | number }
  'detail.below': { level: string | number; value: string | number }
  'detail.value': { value: string | number }
  'detail.heard': { moment: string | number }
  'detail.network': { count: number }
  'because.corrected': undefined
  'because.levels-changed': undefined
  withdrawn: undefined
  unknown: undefined
  'alerts.title': { name: string | number }
  'alerts.description': { name: string | number }
  'alerts.now': undefined
  'alerts.since': { moment: string | number }
  'alerts.levels': undefined
  'alerts.noLevels': undefined
  'alerts.aboveAttention': { level: string | number }
  'alerts.aboveAlarm': { level: string | number }
  'alerts.belowAttention': { level: string | number }
  'alerts.belowAlarm': { level: string | number }
  'alerts.history': undefined
  'alerts.none': undefined
  'alerts.when': undefined
  'alerts.what': undefined
  'alerts.details': undefined
  'alerts.older': undefined
  'alerts.subscribe': undefined
  'alerts.feed': undefined
  'alerts.setLevels': undefined
  toSensor: undefined
  toAlerts: undefined
  'subscribe.title': { name: string | number }
  'subscribe.intro': { count: string | number }
  'subscribe.wants': undefined
  'subscribe.attention': undefined
  'subscribe.alarm': undefined
  'subscribe.silence': undefined
  'subscribe.wantsNeeded': undefined
  'subscribe.email': undefined
  'subscribe.emailHint': undefined
  'subscribe.emailWrong': undefined
  'subscribe.send': undefined
  'asked.title': undefined
  'asked.text': { name: string | number }
  'asked.wait': undefined
  'confirm.title': { name: string | number }
  'confirm.text': { email: string | number }
  'confirm.send': undefined
  'following.title': { name: string | number }
  'following.text': { email: string | number }
  'following.stop': undefined
  'following.stopAll': { count: number }
  'stopped.title': undefined
  'stopped.text': undefined
  notFound: undefined
  notFoundHelp: undefined
  oneClickDone: undefined
  'mail.confirmSubject': { name: string | number }
  'mail.confirm': { link: string | number; name: string | number }
  'mail.subject': { count: number; kind: string | number; name: string | number }
  'mail.start': undefined
  'mail.more': { count: number }
  'mail.moreSensors': { count: number }
  'mail.held': undefined
  'mail.stop': undefined
  'mail.staff': undefined
  'privacy.subscriber.what': undefined
  'privacy.subscriber.purpose': undefined
  'privacy.subscriber.kept': undefined
  'privacy.subscriber.seenBy': undefined
  'privacy.letter.what': undefined
  'privacy.letter.purpose': undefined
  'privacy.letter.kept': undefined
  'privacy.levels.what': undefined
  'privacy.levels.purpose': undefined
  'privacy.levels.kept': undefined
  'privacy.levels.seenBy': undefined
  'retention.subscribers': undefined
  'retention.letters': undefined
  'own.title': { name: string | number }
  'own.email': undefined
  'own.wants': undefined
  'own.erased': { count: number }
  'levels.title': { name: string | number }
  'levels.intro': undefined
  'levels.known': undefined
  'levels.knownHint': undefined
  'levels.use': undefined
  'levels.above': undefined
  'levels.below': undefined
  'levels.aboveAttention': { unit: string }
  'levels.aboveAlarm': { unit: string }
  'levels.belowAttention': { unit: string }
  'levels.belowAlarm': { unit: string }
  'levels.over': undefined
  'levels.overHint': undefined
  'levels.margin': { unit: string }
  'levels.valuesBack': undefined
  'levels.minutesBack': undefined
  'levels.silence': undefined
  'levels.silence.usual': undefined
  'levels.silence.usualIs': { count: number }
  'levels.silence.own': undefined
  'levels.silenceMinutes': undefined
  'levels.silence.off': undefined
  'levels.staff': undefined
  'levels.tellsStaff': undefined
  'levels.save': undefined
  'levels.numberWrong': undefined
  'levels.marginWrong': undefined
  'levels.valuesWrong': undefined
  'levels.minutesWrong': undefined
  'levels.silenceWrong': undefined
  'levels.silenceMinutesWrong': undefined
  'levels.alarmBelowAttention': undefined
  'levels.alarmAboveAttention': undefined
  'levels.crossed': undefined
  'levels.notNumber': undefined
  'live.datastreamsWrong': undefined
  'live.tooMany': undefined
  'asked.already': undefined
  'levels.limitAttention': { level: string | number }
  'levels.limitAlarm': { level: string | number }
  'levels.limitHours': { count: number }
  'mail.backToNormal': { kind: string | number }
  notShown: undefined
}
