import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** The browser that `npm test` brings, or the system's own when a test is run by hand. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ARGS })
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => sendingAnew(await newContext(options))
  return browser
}

/**
 * workerd closes a connection that was idle for five seconds, or on which it refused a request before the whole of it was there. What a
 * test then sends into it, not knowing, never arrived, and goes out again.
 */
function sendingAnew(context: BrowserContext): BrowserContext {
  const { request } = context
  const send = request.fetch.bind(request)
  request.fetch = (address, options) => send(address, { maxRetries: 3, ...options })
  return context
}

/** A browser whose profile outlives it, as a person's own does. */
export async function openProfile(dataDir: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(dataDir, { executablePath: findBrowser(), args: ARGS })
}

function findBrowser(): string {
  const executablePath = process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))
  if (!executablePath) throw new Error('There is no browser. Run the tests by `npm test`, which brings one.')
  return executablePath
}

const ARGS = [
  // A sandbox needs rights that root in a container has not; the pages are our own, on loopback.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What a person who cannot see or point would stumble over, as axe finds it. */
export async function expectAccessible(page: Page): Promise<void> {
  // A fading arrival has another contrast half-way: measured is what stays.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
  })
  // A toast in passing covers what axe then takes for its ground: it is measured alone, and the page without it.
  const toasts = page.locator('[data-toasts]')
  const violations = (await toasts.locator('p').count()) > 0 ? await violationsOf(page, '[data-toasts]') : []
  await page.evaluate(() => document.querySelector('[data-toasts]')?.setAttribute('hidden', ''))
  violations.push(...(await violationsOf(page)))
  await page.evaluate(() => document.querySelector('[data-toasts]')?.removeAttribute('hidden'))
  expect(
    violations.map(
      (violation) =>
        `${violation.id}: ${violation.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ).toEqual([])
}

/** The page by day on a narrow screen, and by night on a wide one: accessible, and nothing wider than the screen. */
export async function expectFit(page: Page): Promise<void> {
  for (const [colorScheme, width] of [
    ['dark', 1280],
    ['light', 320],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

async function violationsOf(page: Page, part?: string) {
  const axe = new AxeBuilder({ page })
    // Else every node that passes is described as well, carried here and to a page of its own, which takes eight times as long.
    // What stands in a frame is reached that way alone.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(page.frames().length === 1)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  return (await (part ? axe.include(part) : axe).analyze()).violations
}
