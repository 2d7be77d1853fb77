import type { ComponentChildren, JSX } from 'preact'
import { classNames, phrase, type Attributes, type Content, type Phrase } from '../content.ts'

/** The question above a group of controls. */
export interface LegendText extends Phrase {
  readonly size?: 's' | 'm' | 'l' | 'xl'
  readonly isPageHeading?: boolean
}

interface FieldsetProps {
  readonly legend: Content | LegendText
  readonly describedBy?: string
  readonly role?: 'group'
  readonly classes?: string
  readonly attributes?: Attributes
  readonly children?: ComponentChildren
}

/** Puts controls that belong together under one question. */
export function Fieldset(props: FieldsetProps): JSX.Element {
  const legend: LegendText = phrase(props.legend)
  return (
    <fieldset
      class={classNames('govuk-fieldset', props.classes)}
      role={props.role}
      aria-describedby={props.describedBy}
      {...props.attributes}
    >
      {legend.text && (
        <legend
          class={classNames(
            'govuk-fieldset__legend',
            legend.size && `govuk-fieldset__legend--${legend.size}`,
            legend.classes,
          )}
        >
          {legend.isPageHeading ? <h1 class="govuk-fieldset__heading">{legend.text}</h1> : legend.text}
        </legend>
      )}
      {props.children}
    </fieldset>
  )
}
