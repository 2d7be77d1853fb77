import type { VNode } from 'preact'
import { QrCode } from './qr-code.tsx'

export const examples: Record<string, () => VNode> = {
  'an address': () => <QrCode text="https://streekplein.example/nl/reports" label="QR-code naar de meldingen" />,
}
