import type { ComponentChildren, JSX } from 'preact'
import { classNames, type Attributes } from '../content.ts'

export interface ButtonProps {
  readonly children: ComponentChildren
  /** Secondary for what is not the next step; warning for what cannot be undone; inverse on the colour of the brand. */
  readonly kind?: 'secondary' | 'warning' | 'inverse'
  /** Makes it a link that looks like a button. */
  readonly href?: string
  /** The way into a service: larger, with an arrow. */
  readonly isStart?: boolean
  readonly type?: 'submit' | 'button' | 'reset'
  readonly name?: string
  readonly value?: string
  readonly disabled?: boolean
  readonly id?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

/** The thing to press. Its text says what happens: "Send my report", not "Submit". */
export function Button(props: ButtonProps): JSX.Element {
  const attributes = {
    class: classNames(
      'govuk-button',
      props.kind && `govuk-button--${props.kind}`,
      props.classes,
      props.isStart && 'govuk-button--start',
    ),
    'data-module': 'govuk-button',
    ...props.attributes,
    ...(props.id !== undefined && { id: props.id }),
  }
  const isText = typeof props.children === 'string'
  const inside = (
    <>
      {props.isStart && !isText ? <span>{props.children}</span> : props.children}
      {props.isStart && <Arrow />}
    </>
  )
  if (props.href !== undefined)
    return (
      <a href={props.href} role="button" draggable={false} {...attributes}>
        {inside}
      </a>
    )
  return (
    <button
      type={props.type ?? 'submit'}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      {...attributes}
    >
      {inside}
    </button>
  )
}

function Arrow(): JSX.Element {
  return (
    <svg
      class="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  )
}
