// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  title: undefined
  intro: undefined
  'export.readable': undefined
  'export.json': undefined
  'export.made': { moment: string | number }
  account: undefined
  records: undefined
  noRecords: undefined
  at: undefined
  notGiven: undefined
  photo: undefined
  photoAlt: { title: string | number }
  correct: undefined
  more: undefined
  looks: undefined
  looksIntro: undefined
  looksTable: undefined
  noLooks: undefined
  when: undefined
  body: undefined
  about: undefined
  letters: undefined
  erase: undefined
  eraseIntro: undefined
  'correct.title': { title: string | number }
  'correct.intro': undefined
  'correct.keep': undefined
  'correct.tooLong': { count: number }
  'correct.wrong.name': undefined
  'correct.wrong.email': undefined
  'correct.wrong.phone': undefined
  'erase.title': undefined
  'erase.gone': undefined
  'erase.stays': undefined
  'erase.letters': { count: number }
  'erase.exportFirst': undefined
  'erase.sure': undefined
  'erase.button': undefined
  'erase.tick': undefined
  'erased.title': undefined
  'erased.text': undefined
  'erased.privacy': undefined
  notForStaff: undefined
  notForStaffHelp: undefined
}
