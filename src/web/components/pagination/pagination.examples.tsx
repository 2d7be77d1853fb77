import type { VNode } from 'preact'
import { Pagination, pagination } from './pagination.tsx'

export const examples: Record<string, () => VNode> = {
  'many pages': () => <Pagination {...pagination(7, 42, (page) => `?page=${page}`)} label="Bladeren in meldingen" />,
  'one before and one after': () => (
    <Pagination
      label="Bladeren in het verslag"
      previous={{ href: '?part=1', label: 'Waarom dit plan' }}
      next={{ href: '?part=3', label: 'Wat het kost' }}
    />
  ),
}
