// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'closing.repaired': undefined
  'closing.cleaned': undefined
  'closing.replaced': undefined
  'closing.answered': undefined
  'closing.not-found': undefined
  'closing.private-ground': undefined
  'closing.no-action': undefined
  'closing.other-works': undefined
  'closing.too-little-known': undefined
  'closing.abuse': undefined
  'closing.elsewhere': undefined
  'closing.before': undefined
  closing: undefined
  'close.solved': { reason: string | number }
  'close.refused': { reason: string | number }
  audience: undefined
  'audience.everybody': undefined
  'audience.reporter': undefined
  'audience.bodies': undefined
  'audience.own': undefined
  template: undefined
  'template.none': undefined
  'template.fill': undefined
  'photo.after': undefined
  'photo.afterHint': undefined
  'photo.afterAlt': undefined
  planned: undefined
  'plan.title': undefined
  'plan.date': undefined
  'plan.dateHint': undefined
  'plan.dateWrong': undefined
  'plan.team': undefined
  'plan.noTeam': undefined
  'plan.assignee': undefined
  'plan.nobody': undefined
  'plan.wrong': undefined
  'plan.save': undefined
  solveBefore: undefined
  parties: undefined
  'party.lead': { body: string | number }
  'party.noContact': undefined
  'party.add': undefined
  'party.who': undefined
  'party.choose': undefined
  'party.whoNeeded': undefined
  'party.addButton': undefined
  'party.remove': undefined
  'reopen.title': undefined
  'reopen.lead': { date: string | number }
  'reopen.words': undefined
  'reopen.wordsNeeded': undefined
  'reopen.button': undefined
  'reopen.tooLate': undefined
  reopened: undefined
  'event.question': undefined
  'event.between': undefined
  'event.reopened': undefined
  'event.planned': { date: string | number }
  'event.escalated': undefined
  'list.mine': undefined
  'list.whose': undefined
  'list.unassigned': undefined
  'list.following': undefined
  'list.late': undefined
  'list.channel': undefined
  filters: undefined
  'filter.save': undefined
  'filter.name': undefined
  'filter.nameNeeded': undefined
  'filter.button': undefined
  'filter.remove': undefined
  'filter.removeThis': { name: string | number }
  'bulk.title': undefined
  'bulk.choose': { number: string | number }
  'bulk.action': undefined
  'bulk.mine': undefined
  'bulk.nobody': undefined
  'bulk.team': { name: string | number }
  'bulk.in-progress': undefined
  'bulk.button': undefined
  'bulk.none': undefined
  'bulk.wrong': undefined
  'bulk.done': { count: number }
  'bulk.undo': undefined
  'bulk.undone': { count: number }
  'bulk.kept': { count: number }
  'desk.menu': undefined
  'desk.title': { body: string | number }
  'desk.teams': undefined
  'desk.noTeams': undefined
  'desk.teamName': undefined
  'desk.teamCategories': undefined
  'desk.teamAdd': undefined
  'desk.nameNeeded': undefined
  'desk.nameTaken': undefined
  'desk.categoryTaken': { category: string | number; team: string | number }
  'desk.remove': undefined
  'desk.promises': undefined
  'desk.promisesLead': undefined
  'desk.answerDays': undefined
  'desk.solveDays': undefined
  'desk.days': { count: number }
  'desk.noPromise': undefined
  'desk.usual': { days: string | number }
  'desk.promiseSet': undefined
  'desk.daysWrong': { max: string | number }
  'desk.solveHint': undefined
  'desk.save': undefined
  'desk.templates': undefined
  'desk.noTemplates': undefined
  'desk.templateName': undefined
  'desk.templateText': { language: string | number }
  'desk.templateTextsNeeded': undefined
  'desk.templateAdd': undefined
  'desk.language.nl': undefined
  'desk.language.fr': undefined
  'desk.language.en': undefined
  'desk.language.de': undefined
  'mail.lateSubject': { body: string | number; count: number }
  'mail.late': { link: string | number; list: string | number }
  'mail.questionSubject': { number: string | number }
  'mail.question': { link: string | number; message: string | number; number: string | number }
  'retention.bulk': undefined
  'retention.filters': undefined
  takeIn: undefined
  'plan.closed': undefined
  'desk.solveBeforeAnswer': undefined
  'bulk.nothing': undefined
  'list.added': undefined
  'question.closed': undefined
  reporterReads: { language: string | number }
  'mail.closed': { date: string | number; link: string | number; message: string | number; number: string | number; status: string | number }
  'desk.change': undefined
  'desk.cancel': undefined
  'desk.teamChange': undefined
  'desk.templateChange': undefined
  'desk.nameTakenOrGone': undefined
  'mail.lateOfOther': { body: string | number; list: string | number }
}
