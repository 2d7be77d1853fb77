import type { ComponentChildren, JSX } from 'preact'
import type { View } from '#web/view.ts'
import { classNames, type Attributes } from '../content.ts'

interface FormProps {
  readonly view: View
  readonly children: ComponentChildren
  /** Default: the address of the page itself. */
  readonly action?: string
  /** Give the main form of a page an id and hand it to `<Page form>`: the language switch then keeps what was typed. */
  readonly id?: string
  /** Whether it sends files. */
  readonly files?: boolean
  readonly classes?: string
  readonly attributes?: Attributes
}

/**
 * A form that changes something: sent by POST, with the token against forged requests. The browser's own checks are off:
 * the server answers with the same page, everything still filled in, and says what to mend in the language of the page.
 */
export function Form({ view, children, action, id, files, classes, attributes }: FormProps): JSX.Element {
  return (
    <form
      method="post"
      action={action}
      id={id}
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate
      class={classNames(classes)}
      {...attributes}
    >
      <input type="hidden" name="_token" value={view.formToken} />
      {children}
    </form>
  )
}

interface SearchFormProps {
  readonly children: ComponentChildren
  readonly action?: string
  /** Name of the landmark: what is searched or filtered here. */
  readonly label: string
  readonly classes?: string
}

/** A form that only asks: sent by GET, so that the answer has an address of its own. */
export function SearchForm({ children, action, label, classes }: SearchFormProps): JSX.Element {
  return (
    <form method="get" action={action} role="search" aria-label={label} novalidate class={classNames(classes)}>
      {children}
    </form>
  )
}
