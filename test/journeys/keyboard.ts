import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

const MOST_STOPS = 120

interface Stop {
  readonly isWanted: boolean
  /** Whether one sees where one is: an outline, a shadow or a line that is not there otherwise. */
  readonly isVisible: boolean
  readonly html: string
}

/**
 * Presses Tab until the part that a selector means has the focus, and checks that every stop on the way can be seen. Throws when it
 * is never reached.
 */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const passed: string[] = []
  for (let turn = 0; turn < MOST_STOPS; turn += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<Stop>(`(${STOP})(${JSON.stringify(selector)})`)
    assert.ok(stop.isVisible, `the focus is not seen on ${stop.html}`)
    if (stop.isWanted) return
    passed.push(stop.html)
  }
  assert.fail(`Tab never came to ${selector}; it came by ${passed.slice(0, 40).join(' | ')}`)
}

/** Types a text in the field with this name, coming from wherever the focus is. */
export async function typeIn(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`)
  await page.keyboard.type(text)
}

/** Presses a button or link with Enter and waits for the next page. */
export async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector)
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
}

/** Runs in the browser. */
const STOP = `(selector) => {
  const here = document.activeElement
  const looks = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(element)
    return JSON.stringify({ outline: outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor })
  }
  // The mark of a choice is drawn by its label, or by the box around a summary or skip link.
  const parts = [here, here?.nextElementSibling].filter(Boolean)
  const focused = parts.map((part) => looks(part) + looks2(part))
  function looks2(part) { return getComputedStyle(part, '::before').boxShadow + getComputedStyle(part, '::before').outline }
  here?.blur()
  const blurred = parts.map((part) => looks(part) + looks2(part))
  here?.focus()
  return {
    isWanted: here?.matches(selector) ?? false,
    // At the end of the page the browser itself has the focus.
    isVisible: here === document.body || focused.some((one, index) => one !== blurred[index]),
    html: here?.outerHTML.slice(0, 120) ?? 'nothing',
  }
}`
