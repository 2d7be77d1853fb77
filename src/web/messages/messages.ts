import { catalog } from '#core/i18n/catalog.ts'
import type { Keys } from './keys.ts'
import de from './de.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import nl from './nl.json' with { type: 'json' }

/** The words of the frame of a page and of the components. */
export const messages = catalog<Keys>({ nl, fr, en, de })
