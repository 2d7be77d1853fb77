import { catalog } from '#core/i18n/catalog.ts'
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import type { Keys } from './messages/keys.ts'
import nl from './messages/nl.json' with { type: 'json' }

/** The words of how far sensors can be relied on. */
export const messages = catalog<Keys>({ nl, fr, en, de })
