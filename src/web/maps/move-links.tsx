import type { JSX } from 'preact'
import { messages } from '#web/messages/messages.ts'
import { useWords } from '#web/reading-language.ts'
import { LEAST_ZOOM, MOST_ZOOM, movedWindow, MOVES, type MapSize, type MapWindow, type Move } from './map-window.ts'

/** The sign on the button for each move; its name is said in words. */
export const MOVE_SIGNS: Readonly<Record<Move, string>> = {
  closer: '+',
  farther: '−',
  north: '↑',
  south: '↓',
  east: '→',
  west: '←',
}

/** The moves that still change something: at the last zoom there is no closer. */
export function possibleMoves({ zoom }: MapWindow): readonly Move[] {
  return MOVES.filter(
    (move) => !(move === 'closer' && zoom >= MOST_ZOOM) && !(move === 'farther' && zoom <= LEAST_ZOOM),
  )
}

/** The name of a move. */
export function moveName(t: ReturnType<typeof messages>, move: Move): string {
  return t(`map.${move}`)
}

interface MoveLinksProps {
  readonly window: MapWindow
  readonly size: MapSize
  readonly href: (window: MapWindow) => string
}

/** Links to the same page with the map moved. */
export function MoveLinks({ window, size, href }: MoveLinksProps): JSX.Element {
  const t = useWords()
  return (
    <nav class="sp-moves" aria-label={t('map.move')}>
      {possibleMoves(window).map((move) => (
        <a
          href={href(movedWindow(window, size, move))}
          aria-label={moveName(t, move)}
          title={moveName(t, move)}
          rel="nofollow"
        >
          {MOVE_SIGNS[move]}
        </a>
      ))}
    </nav>
  )
}
