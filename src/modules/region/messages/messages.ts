import { catalog } from '#core/i18n/catalog.ts'
import nl from './nl.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import de from './de.json' with { type: 'json' }
import type { Keys } from './keys.ts'

/** The texts about the region, its bodies and signing in. */
export const messages = catalog<Keys>({ nl, fr, en, de })
