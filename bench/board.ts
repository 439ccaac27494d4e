import { chromium, type Page } from 'playwright-core'
import { findBrowser } from '../scripts/browser.mjs'
import { databaseUrl, signIn } from '../test/sign-in'
import { type Bench, median, percentile, round } from './figure'
import { seedApplications } from './seed-applications'

const CARDS = 1_000
const SLOWER = 4
const ROUNDS = 5
const QUICK_ROUNDS = 2
const DRAG_STEPS = 90
const STEP_PX = 8
const SWAY_PX = 120

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

/** Lifts a card, carries it over the board, and lets it go. */
async function dragCard(page: Page): Promise<{ frames: number[]; longTasks: number[] }> {
  const box = await page.locator('[data-card]').nth(1).boundingBox()
  if (!box) throw new Error('The board shows no card.')
  const [x, y] = [box.x + 60, box.y + 30]
  await page.evaluate(WATCH_FRAMES)
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= DRAG_STEPS; step++) await page.mouse.move(x + step * STEP_PX, y + Math.sin(step / STEP_PX) * SWAY_PX)
  await page.mouse.up()
  return page.evaluate<{ frames: number[]; longTasks: number[] }>(`({ frames: stopFrames(), longTasks })`)
}

const WATCH_LONG_TASKS = `window.longTasks = []
new PerformanceObserver((list) => { for (const task of list.getEntries()) longTasks.push(Math.round(task.duration)) }).observe({ type: 'longtask' })`
const WATCH_FRAMES = `(() => {
  longTasks.length = 0
  const frames = []
  let last = 0
  let asked = requestAnimationFrame(function frame(at) {
    if (last) frames.push(at - last)
    last = at
    asked = requestAnimationFrame(frame)
  })
  window.stopFrames = () => { cancelAnimationFrame(asked); return frames }
})()`
