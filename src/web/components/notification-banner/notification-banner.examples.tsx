import type { VNode } from 'preact'
import { NotificationBanner } from './notification-banner.tsx'

export const examples: Record<string, () => VNode> = {
  'it worked': () => (
    <NotificationBanner kind="success" titleId="banner-success" role="region">
      Je idee staat online.
    </NotificationBanner>
  ),
  'important now': () => (
    <NotificationBanner titleId="banner-important">
      <p class="govuk-body">Door de storm is het recyclagepark van Tienen vandaag dicht.</p>
    </NotificationBanner>
  ),
}
