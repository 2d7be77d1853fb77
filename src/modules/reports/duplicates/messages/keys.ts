// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  notFound: undefined
  withItself: undefined
  alreadyMerged: undefined
  closed: undefined
  'staff.title': undefined
  'staff.hint': undefined
  'staff.none': undefined
  'staff.merge': { number: string | number }
  'staff.other': undefined
  'staff.mergeOther': undefined
  'staff.mergedInto': { number: string | number }
  'staff.holds': undefined
  'staff.part': { number: string | number }
  report: { category: string | number; number: string | number }
  sure: { percent: string | number }
  'why.metres': { metres: string | number }
  'why.here': undefined
  'why.house': undefined
  'why.street': undefined
  'why.same': undefined
  'why.related': undefined
  'why.unrelated': undefined
  'why.hours': { hours: number }
  'why.days': { days: number }
  'why.words': undefined
  'why.number': undefined
  'why.photos': undefined
  'public.merged': { number: string | number }
  'public.link': { number: string | number }
  'known.title': undefined
  'known.intro': undefined
  'known.question': undefined
  'known.needed': undefined
  'known.follow': { category: string | number; number: string | number }
  'known.details': { date: string | number; place: string | number; status: string | number }
  'known.onMap': undefined
  'known.look': { number: string | number }
  'known.other': undefined
  'known.or': undefined
  'known.email': undefined
  'known.emailHint': undefined
  continue: undefined
  'retention.prints': undefined
  'mail.mergedSubject': { number: string | number }
  'mail.merged': { link: string | number; main: string | number; number: string | number }
  'mail.partedSubject': { number: string | number }
  'mail.parted': { link: string | number; number: string | number }
  intoWrong: undefined
  'why.asset': { number: string | number }
  'known.asset': { number: string | number }
  'known.otherAsset': { number: string | number }
}
