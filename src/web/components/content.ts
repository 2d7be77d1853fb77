import { isValidElement, type VNode } from 'preact'

/** What may stand where a text is asked: plain text (always escaped) or JSX. */
export type Content = string | VNode

/**
 * Attributes that a component passes on to its element. Only those that neither style nor run anything: the content
 * security policy of the square refuses `style` and `on…`, and so does the compiler.
 */
export interface Attributes {
  readonly [attribute: `data-${string}`]: string | number | boolean | undefined
  readonly 'aria-label'?: string
  readonly 'aria-labelledby'?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-controls'?: string
  readonly 'aria-current'?: 'page' | 'step' | 'true'
  readonly autofocus?: boolean
  readonly dir?: 'ltr' | 'rtl' | 'auto'
  readonly form?: string
  readonly formaction?: string
  readonly formnovalidate?: boolean
  readonly hreflang?: string
  readonly id?: string
  readonly lang?: string
  readonly list?: string
  readonly max?: string
  readonly maxlength?: number
  readonly min?: string
  readonly rel?: string
  readonly step?: string
  readonly tabindex?: number
  readonly title?: string
}

/** A text with something more to say about its element. */
export interface Phrase {
  readonly text: Content
  readonly classes?: string
  readonly attributes?: Attributes
}

/** Whether a phrase was given rather than the bare text. */
export function isPhrase<Kind extends Phrase>(given: Content | Kind): given is Kind {
  return typeof given === 'object' && !isValidElement(given)
}

/** The phrase for a text that may have been given bare. */
export function phrase<Kind extends Phrase>(given: Content | Kind): Kind | Phrase {
  return isPhrase(given) ? given : { text: given }
}

/** Joins the class names that apply; undefined when none does, so that no empty attribute is written. */
export function classNames(...names: readonly (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}

/** Joins ids for `aria-describedby`; undefined when there is none. */
export const idList = classNames
