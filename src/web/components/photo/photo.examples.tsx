import type { VNode } from 'preact'
import { Photo } from './photo.tsx'

const photo = { src: '/reports/1001/photo', alt: 'Foto bij melding 1001' }

export const examples: Record<string, () => VNode> = {
  shown: () => <Photo view={{ language: 'nl', savesData: false }} {...photo} />,
  'for who saves data': () => <Photo view={{ language: 'nl', savesData: true }} {...photo} />,
}
