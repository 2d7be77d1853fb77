import type { VNode } from 'preact'
import { Tag } from '../tag/tag.tsx'
import { Table } from './table.tsx'

export const examples: Record<string, () => VNode> = {
  figures: () => (
    <Table
      caption="Meldingen in oktober"
      captionSize="m"
      firstCellIsHeader
      scroll="Meldingen in oktober"
      head={['Gemeente', { text: 'Gemeld', format: 'numeric' }, { text: 'Opgelost', format: 'numeric' }, 'Stand']}
      rows={[
        [
          'Leuven',
          { text: '412', format: 'numeric' },
          { text: '388', format: 'numeric' },
          <Tag colour="green">op tijd</Tag>,
        ],
        [
          'Tienen',
          { text: '97', format: 'numeric' },
          { text: '61', format: 'numeric' },
          <Tag colour="orange">traag</Tag>,
        ],
      ]}
    />
  ),
}
