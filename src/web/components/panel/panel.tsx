import type { ComponentChildren, JSX } from 'preact'
import { Button } from '../button/button.tsx'
import { classNames, type Attributes, type Content } from '../content.ts'

/** Something that can be done from an interruption panel. A `type` makes it a button. */
export interface PanelAction {
  readonly text: string
  readonly href?: string
  readonly type?: 'submit' | 'button' | 'reset'
  readonly classes?: string
  readonly attributes?: Attributes
}

interface PanelProps {
  readonly title: Content
  readonly children?: ComponentChildren
  /** Confirmation (default): it worked. Interruption: read this before you go on. */
  readonly kind?: 'confirmation' | 'interruption'
  /** 1 (default) when the panel is the heading of the page. */
  readonly headingLevel?: 1 | 2 | 3 | 4
  readonly actions?: readonly PanelAction[]
  readonly actionsClasses?: string
  readonly actionsAttributes?: Attributes
  readonly classes?: string
  readonly attributes?: Attributes
}

/** The result of what somebody did, at the top of the page, in large letters. */
export function Panel(props: PanelProps): JSX.Element {
  const Heading = `h${props.headingLevel ?? 1}` as const
  const isInterruption = props.kind === 'interruption'
  return (
    <div
      class={classNames(
        'govuk-panel',
        isInterruption ? 'govuk-panel--interruption' : 'govuk-panel--confirmation',
        props.classes,
      )}
      {...props.attributes}
    >
      <Heading class="govuk-panel__title">{props.title}</Heading>
      {props.children && <div class="govuk-panel__body">{props.children}</div>}
      {isInterruption && props.actions && (
        <div class={classNames('govuk-panel__actions', props.actionsClasses)} {...props.actionsAttributes}>
          {props.actions.length > 0 && (
            <div class="govuk-button-group">
              {props.actions.map((action) => (
                <Action action={action} />
              ))}
            </div>
          )}
        </div>
      )}
    </div>
  )
}

function Action({ action }: { action: PanelAction }): JSX.Element {
  const { text, href, type, classes, attributes } = action
  if (href === undefined || type === 'button')
    return (
      <Button type={type ?? 'button'} kind="inverse" classes={classes} href={href} attributes={attributes}>
        {text}
      </Button>
    )
  return (
    <a class={classNames('govuk-link govuk-link--inverse', classes)} href={href} {...attributes}>
      {text}
    </a>
  )
}
