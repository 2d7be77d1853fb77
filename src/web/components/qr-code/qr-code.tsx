import { encodeQR } from 'qr'
import type { JSX } from 'preact'

interface QrCodeProps {
  /** An address, at most some 300 characters: a denser code is hard to read from paper. */
  readonly text: string
  /** What it is for, for whoever does not see it. The same address must stand beside it as text. */
  readonly label: string
}

/** Empty modules around the code that readers need to find it (ISO/IEC 18004 §5.3.8 asks for four). */
const QUIET_ZONE = 4

/** An address that a telephone reads from paper. Always dark on light, also at night: many readers know no other. */
export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  const modules = encodeQR(text, 'raw', { border: QUIET_ZONE, ecc: 'medium' })
  const size = modules.length
  const squares = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg class="sp-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path class="sp-qr__light" d={`M0 0h${size}v${size}H0z`} />
      <path class="sp-qr__dark" d={squares.join('')} />
    </svg>
  )
}
