import type { Catalog, Translate } from '#core/i18n/catalog.ts'
import type { View } from '#web/view.ts'
import { allows, type Visitor } from '#web/visitor.ts'
import { messages as staffWords } from './messages.ts'

/** Whether somebody fills in the form for residents, at a counter or on the telephone. */
export function takesIn(visitor: Visitor | undefined): boolean {
  return visitor?.kind === 'staff' && allows(visitor, 'reports.handle')
}

/**
 * The words of a page of the form: those of `words` for a resident; for staff who fill it in for one, those that speak about the resident,
 * where there are such. `room` is what stands before the key there: `classify.` for the page about the category.
 */
export function formWords<Keys>(view: View, words: Catalog<Keys>, room = ''): Translate<Keys> {
  const told = words(view.language)
  if (!takesIn(view.visitor)) return told
  return (key, ...values) => {
    const own = `${room}${key}`
    return (staffWords.has(own) && staffWords.find(view.language, own)) || told(key, ...values)
  }
}
