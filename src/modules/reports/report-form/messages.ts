import { catalog } from '#core/i18n/catalog.ts'
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import type { Keys } from './messages/keys.ts'
import nl from './messages/nl.json' with { type: 'json' }

/** What the form says instead to somebody of the staff who fills it in for a resident; a key of another room has its name before it. */
export const messages = catalog<Keys>({ nl, fr, en, de })
