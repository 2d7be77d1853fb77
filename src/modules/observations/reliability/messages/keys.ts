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
  'band.very-low': undefined
  'band.low': undefined
  'band.fair': undefined
  'band.good': undefined
  'band.very-good': undefined
  'band.unknown': undefined
  'score.line': { band: string | number; score: string | number }
  'score.lineUnknown': undefined
  'score.link': undefined
  'report.title': { name: string | number }
  'report.crumb': undefined
  'report.none': undefined
  'report.scored': { band: string | number; score: string | number }
  'report.unknown': undefined
  'report.unknownWhy': undefined
  'report.window': { certainty: string | number; from: string | number; until: string | number }
  'report.parts': undefined
  'report.part': undefined
  'report.found': undefined
  'report.points': undefined
  'report.weight': undefined
  'report.worst': undefined
  'part.availability': undefined
  'part.flags': undefined
  'part.agreement': undefined
  'part.drift': undefined
  'part.uncertainty': undefined
  'found.availability': { share: string | number }
  'found.flags': { failed: string | number; suspect: string | number }
  'found.agreement': { share: string | number }
  'found.drift': { size: string | number }
  'found.uncertainty': { size: string | number }
  'unknown.availability': undefined
  'unknown.flags': undefined
  'unknown.agreement': undefined
  'unknown.drift': undefined
  'unknown.uncertainty': undefined
  'todo.title': undefined
  'todo.nothing': undefined
  'advice.keep-it-running': undefined
  'advice.look-at-flags': undefined
  'advice.look-at-place': undefined
  'advice.clean-or-renew': undefined
  'advice.stand-beside-reference': undefined
  'tests.title': undefined
  'tests.none': undefined
  'tests.table': undefined
  'tests.test': undefined
  'tests.suspect': undefined
  'tests.failed': undefined
  'tests.todo': undefined
  'tests.hours': undefined
  'hint.broken': undefined
  'hint.near': undefined
  'hint.clean': undefined
  'hint.power': undefined
  'hint.clock': undefined
  'hint.place': undefined
  'hint.move': undefined
  'uptime.title': undefined
  'uptime.of': undefined
  'uptime.gap': undefined
  'uptime.empty': undefined
  'use.title': undefined
  'use.table': undefined
  'use.question': undefined
  'use.answer': undefined
  'use.why': undefined
  'use.yes': undefined
  'use.no': undefined
  'question.course': undefined
  'question.mean': undefined
  'question.places': undefined
  'question.limit': undefined
  'objection.unfit': undefined
  'objection.indoors': undefined
  'objection.height-unknown': undefined
  'objection.siting-unknown': undefined
  'objection.uncertainty-unknown': undefined
  'objection.uncertainty-too-large': undefined
  'objection.coverage-unknown': undefined
  'objection.coverage-low': undefined
  'objection.score-unknown': undefined
  'objection.score-low': undefined
  'report.files': undefined
  'report.json': undefined
  'report.toStream': undefined
  'how.title': undefined
  'how.link': undefined
  'how.intro': undefined
  'how.scale': undefined
  'how.property.title': undefined
  'how.property': undefined
  'how.unit.title': undefined
  'how.unit': undefined
  'how.averaging.title': undefined
  'how.averaging': undefined
  'how.height.title': undefined
  'how.height': undefined
  'how.siting.title': undefined
  'how.siting': undefined
  'how.calibration.title': undefined
  'how.calibration': undefined
  'how.uncertainty.title': undefined
  'how.uncertainty': undefined
  'how.coverage.title': undefined
  'how.coverage': undefined
  'how.uptime.title': undefined
  'how.uptime': undefined
  'how.score.title': undefined
  'how.score': undefined
  'how.questions.title': undefined
  'how.worstClass': undefined
  'how.leastCoverage': undefined
  'how.leastScore': undefined
  'how.place': undefined
  'how.whole': undefined
  'object.title': { name: string | number }
  'object.link': undefined
  'object.own': { name: string | number }
  'object.label': undefined
  'object.hint': undefined
  'object.needed': undefined
  'object.long': undefined
  'object.send': undefined
  'object.said': { date: string | number }
  'object.waits': undefined
  'objections.title': undefined
  'objections.open': { count: number }
  'objections.sensor': undefined
  'objections.on': undefined
  'objections.state': undefined
  'objections.waits': undefined
  'outcome.agreed': { date: string | number }
  'outcome.refused': { date: string | number }
  'answer.title': { name: string | number }
  'answer.then': { score: string | number }
  'answer.outcome': undefined
  'answer.agreed': undefined
  'answer.refused': undefined
  'answer.outcomeNeeded': undefined
  'answer.label': undefined
  'answer.hint': undefined
  'answer.needed': undefined
  'answer.send': undefined
  'report.objected': { date: string | number }
  'report.objectedAgreed': { date: string | number }
  'report.objectedRefused': { date: string | number }
  'privacy.what': undefined
  'privacy.purpose': undefined
  'privacy.kept': undefined
  'privacy.seenBy': undefined
  'retention.objections': undefined
  'own.reason': undefined
  'own.answer': undefined
  'network.title': undefined
  'network.intro': undefined
  'network.filter': undefined
  'network.all': undefined
  'network.show': undefined
  'network.property': undefined
  'network.municipality': undefined
  'network.region': undefined
  'network.question': undefined
  'network.answer': { all: number; may: string | number }
  'network.reasons': undefined
  'network.reason': undefined
  'network.count': undefined
  'network.several': undefined
  'network.bands': undefined
  'network.band': undefined
  'network.median': { median: string | number }
  'network.places': undefined
  'network.may': undefined
  'network.of': undefined
  'network.list': undefined
  'network.stream': undefined
  'network.csv': undefined
  'network.json': undefined
  'compare.title': undefined
  'compare.link': undefined
  'compare.intro': undefined
  'compare.choose': undefined
  'compare.first': undefined
  'compare.go': undefined
  'compare.many': undefined
  'compare.none': undefined
  'verdict.comparable': undefined
  'verdict.comparable-after': undefined
  'verdict.not-comparable': undefined
  'compare.daily': undefined
  'compare.smallest': { size: string | number }
  'compare.reasons': undefined
  'compare.effect': undefined
  'compare.about': undefined
  'effect.prevents': undefined
  'effect.asks': undefined
  'effect.unknown': undefined
  'effect.notes': undefined
  'compare.classes': undefined
  'compare.class': undefined
  'compare.classUnknown': undefined
  'compare.holder': undefined
  'holder.official': undefined
  'holder.citizen': undefined
  'compare.refused': undefined
  'compare.anyway': undefined
  'compare.warning': { count: number }
  'compare.chart': { property: string | number }
  'compare.csv': undefined
  'compare.json': undefined
  'reason.property-differs': undefined
  'reason.unit-unknown': undefined
  'reason.unit-differs': undefined
  'reason.unit-converts': undefined
  'reason.count-and-mean': undefined
  'reason.averaging-unknown': undefined
  'reason.averaging-differs': undefined
  'reason.indoors-and-outdoors': undefined
  'reason.outdoors-unknown': undefined
  'reason.height-unknown': undefined
  'reason.height-differs-much': undefined
  'reason.height-differs': undefined
  'reason.siting-unknown': undefined
  'reason.influence-differs': undefined
  'reason.area-differs': undefined
  'reason.unfit': undefined
  'reason.calibration-unknown': undefined
  'reason.calibration-missing': undefined
  'reason.all-raw': undefined
  'reason.uncertainty-unknown': undefined
  'reason.uncertainty-too-large': undefined
  'reason.uncertainty-differs': undefined
  'reason.coverage-unknown': undefined
  'reason.coverage-low': undefined
  'reason.uptime-unknown': undefined
  'reason.uptime-low': undefined
  'reason.uptime-weigh': undefined
  'map.band': undefined
  'map.colours': undefined
  'compare.corrected': undefined
}
