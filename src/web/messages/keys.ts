// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  square: undefined
  title: { title: string | number }
  'title.error': { title: string | number }
  skip: undefined
  menu: undefined
  'menu.settings': undefined
  languages: undefined
  account: { name: string | number }
  'sign-out': undefined
  demo: undefined
  'demo.more': undefined
  'footer.api': undefined
  'footer.promise': undefined
  error: undefined
  'error.summary': undefined
  back: undefined
  breadcrumbs: undefined
  'notice.important': undefined
  'notice.success': undefined
  'notice.saved': undefined
  pagination: undefined
  'pagination.page': { number: string | number }
  'pagination.previous': undefined
  'pagination.next': undefined
  'pagination.after': undefined
  'date.day': undefined
  'date.month': undefined
  'date.year': undefined
  'count.characters': { limit: number }
  'count.words': { limit: number }
  'map.legend': undefined
  'map.move': undefined
  'map.closer': undefined
  'map.farther': undefined
  'map.north': undefined
  'map.south': undefined
  'map.east': undefined
  'map.west': undefined
  'map.cluster': { count: number }
  'map.clusters': undefined
  'map.pick': undefined
  'map.pick.hint': undefined
  'sign-in': undefined
  accountNameless: undefined
  'footer.promiseSignedIn': undefined
  'plain.word': { instead: string | number; word: string | number }
  'plain.sentence': { start: string | number }
  'plain.score': undefined
  'photo.show': { alt: string | number }
}
