import type { ComponentChildren, JSX } from 'preact'

interface HeroProps {
  readonly title: string
  /** One or two sentences: what can be done here. */
  readonly lead?: string
  /** The first thing to do: a button, a search field. */
  readonly children?: ComponentChildren
}

/** The opening of a home page: its `h1`, a few words and the first thing to do, before the houses around a square. */
export function Hero({ title, lead, children }: HeroProps): JSX.Element {
  return (
    <div class="sp-hero">
      <div class="sp-hero__text">
        <h1 class="govuk-heading-xl">{title}</h1>
        {lead && <p class="sp-lead">{lead}</p>}
        {children}
      </div>
      <Houses />
    </div>
  )
}

/** Stepped gables, a belfry and trees, in the colours of the theme. Decoration only. */
function Houses(): JSX.Element {
  return (
    <svg class="sp-houses" viewBox="0 0 372 150" aria-hidden="true" focusable="false">
      <path
        class="sp-houses__a"
        d="M8 150V84h8V72h8V60h8V50h14v10h8v12h8v12h8v66zM196 150V40l11-26 11 26v110zM282 150V88l28-30 28 30v62z"
      />
      <path class="sp-houses__b" d="M70 150V70l27-30 27 30v80zM218 150V92h8V80h8V70h8V62h10v8h8v10h8v12h8v58z" />
      <path class="sp-houses__c" d="M124 150V90h9V78h9V66h9V56h18v10h9v12h9v12h9v60z" />
      <path
        class="sp-houses__w"
        d="M22 96h10v14H22zm24 0h10v14H46zM22 122h10v28H22zm24 0h10v14H46zM84 82h9v14h-9zm18 0h9v14h-9zm-18 28h9v14h-9zm18 0h9v40h-9zM140 98h10v16h-10zm20 0h10v16h-10zm-20 30h10v22h-10zm20 0h10v14h-10zM203 52h8v14h-8zm0 34h8v14h-8zM230 102h9v14h-9zm20 0h9v14h-9zm-10 26h10v22h-10zM298 96h9v14h-9zm16 0h9v14h-9zm-8 28h9v26h-9z"
      />
      <path class="sp-houses__t" d="M344 150v-18a13 13 0 1 1 6 0v18z" />
    </svg>
  )
}
