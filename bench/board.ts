import { chromium } from 'playwright-core'
import { findBrowser } from '../scripts/browser.mjs'
import { databaseUrl, signIn } from '../test/sign-in'
import { dragCard, WATCH_LONG_TASKS } from './drag-card'
import { type Bench, median, percentile, round } from './figure'
import { seedApplications } from './seed-applications'

const CARDS = 1_000
const SLOWER = 4
const ROUNDS = 5
const QUICK_ROUNDS = 2

/** A person's board in a real browser, whose processor DevTools slow down. */
export const board: Bench = {
  name: 'board',
  about: `A board of ${CARDS} applications on a processor ${SLOWER} times slower: until it is painted, and how smoothly a card is dragged.`,
  async run({ isQuick, system, log, onBreak }) {
    const served = await system()
    const { personId, cookies } = await signIn(served, 'Bench')
    await seedApplications(databaseUrl(served.dataDir), personId, CARDS)
    const browser = await chromium.launch({ executablePath: await findBrowser(process.cwd()), args: ['--no-sandbox', '--disable-gpu'] })
    onBreak(() => browser.close())
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      await context.addCookies(cookies)
      const paints: number[] = []
      const frames: number[] = []
      const longTasks: number[][] = []
      for (let count = 0; count < (isQuick ? QUICK_ROUNDS : ROUNDS); count++) {
        const page = await context.newPage()
        const devtools = await context.newCDPSession(page)
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
        await page.addInitScript(WATCH_LONG_TASKS)
        await page.goto(`${served.origin}/applications`)
        await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
        paints.push(await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0].startTime`))
        const drag = await dragCard(page)
        frames.push(...drag.frames)
        longTasks.push(drag.longTasks)
        log(
          `painted after ${round(paints.at(-1) ?? 0)} ms; dragging: ${drag.frames.length} frames, long tasks ${drag.longTasks.join(', ') || 'none'}`,
        )
        await page.close()
      }
      return [
        { name: `board of ${CARDS} painted, median`, value: median(paints), unit: 'ms', budget: { atMost: 1_000 } },
        { name: 'frame while dragging, p50', value: percentile(frames, 0.5), unit: 'ms' },
        {
          name: 'frame while dragging, p95',
          value: percentile(frames, 0.95),
          unit: 'ms',
          budget: { atMost: 33.4 },
          note: `${frames.length} frames`,
        },
        {
          name: 'tasks over 50 ms while dragging, median of a round',
          value: median(longTasks.map((tasks) => tasks.length)),
          unit: '',
          budget: { atMost: 0 },
        },
      ]
    } finally {
      await browser.close()
    }
  },
}
