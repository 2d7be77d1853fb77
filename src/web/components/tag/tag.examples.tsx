import type { VNode } from 'preact'
import { Tag } from './tag.tsx'

export const examples: Record<string, () => VNode> = {
  'all colours': () => (
    <p class="govuk-body">
      <Tag>nieuw</Tag> <Tag colour="green">opgelost</Tag> <Tag colour="orange">in behandeling</Tag>{' '}
      <Tag colour="red">te laat</Tag> <Tag colour="yellow">wacht op jou</Tag> <Tag colour="purple">gepland</Tag>{' '}
      <Tag colour="grey">gesloten</Tag>
    </p>
  ),
}
