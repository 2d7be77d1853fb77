import type { Page } from 'playwright-core'

/** A device that makes and uses passkeys, in the browser of a page: it says yes to everything it is asked. */
export interface Authenticator {
  /** How many passkeys it holds. */
  count(): Promise<number>
  /** Lets the owner be recognised, or not, by finger or PIN. */
  recognise(owner: boolean): Promise<void>
  remove(): Promise<void>
}

/** Plugs a device in (WebAuthn §11, through the DevTools protocol). */
export async function plugIn(page: Page): Promise<Authenticator> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    count: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    recognise: async (isUserVerified) => {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    remove: async () => {
      await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
  }
}
