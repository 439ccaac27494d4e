import { chromium } from 'playwright-core'
import { z } from 'zod'
import { JobPage } from '../../contract/jobs'
import { findBrowser } from '../../scripts/browser.mjs'
import { deliver, pageDelivery, type RunningSystem } from './doors'
import { newRandom } from './random'
import { writeOffer } from './write-posts'

/** Lines that the feed of the first page shows. */
const LINES = 8
const shownMsMax = 60_000
/** Far from the numbers of other posts, so that no two roles are the same. */
const FIRST_NUMBER = 700_000

/** A browser that looks at the first page from first to last. */
export async function openScreen(system: RunningSystem) {
  const browser = await chromium.launch({ executablePath: await findBrowser(process.cwd()), args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${system.origin}/`)
  await page.getByText(', live').waitFor({ state: 'attached', timeout: shownMsMax })
  const figure = page.locator('dl > div', { hasText: 'jobs found in 24 hours' }).locator('dd')
  const readFound = async () => Number((await figure.innerText()).replaceAll(',', ''))
  const foundAtStart = await readFound()

  return {
    /** How many jobs the page has counted since it was opened. Each is counted when its line is drawn. */
    async waitForFound(expected: number): Promise<number> {
      const until = Date.now() + shownMsMax
      let found = (await readFound()) - foundAtStart
      while (found < expected && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 200))
        found = (await readFound()) - foundAtStart
      }
      return found
    },

    /** Posts as many offers as the feed has lines, one after the other, and compares the lines with the newest jobs of the API. */
    async proveLines(run: string): Promise<string[]> {
      const random = newRandom(1)
      for (let line = 0; line < LINES; line++) {
        const before = (await newestJobs(system.origin))[0]?.id
        await deliver(system, pageDelivery(system, [{ id: `${run}-line${line}`, text: writeOffer(random, FIRST_NUMBER + line) }]))
        const until = Date.now() + shownMsMax
        while ((await newestJobs(system.origin))[0]?.id === before && Date.now() < until)
          await new Promise((resolve) => setTimeout(resolve, 500))
      }
      const expected = (await newestJobs(system.origin)).map(({ id }) => id)
      const readLines = () =>
        page
          .locator('section[aria-labelledby=feed-heading] li a')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.match(/job_[0-9a-f]{32}/)?.[0]))
      const until = Date.now() + shownMsMax
      let lines = await readLines()
      while (lines.join() !== expected.join() && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 200))
        lines = await readLines()
      }
      return lines.join() === expected.join() ? [] : [`the screen shows ${lines.join(', ')} and the newest jobs are ${expected.join(', ')}`]
    },
    close: () => browser.close(),
  }
}

export type Screen = Awaited<ReturnType<typeof openScreen>>

async function newestJobs(origin: string) {
  const input = encodeURIComponent(JSON.stringify({ sort: 'newest', limit: LINES }))
  const response = await fetch(`${origin}/trpc/jobs.search?input=${input}`)
  if (!response.ok) throw new Error(`The newest jobs were answered with ${response.status}.`)
  return z.object({ result: z.object({ data: JobPage }) }).parse(await response.json()).result.data.data
}
