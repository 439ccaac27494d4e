import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { members, organisations } from '../db/schema'
import { findBrowser } from '../scripts/browser.mjs'
import { newId } from '../server/core/ids'
import { addApplications } from '../test/add-hiring'
import { openDesk } from '../test/faults/team/desk'
import { signIn } from '../test/sign-in'
import { systemCtx } from '../test/system-ctx'
import { dragCard, WATCH_LONG_TASKS } from './drag-card'
import { type Bench, median, percentile, round } from './figure'

const CARDS = 2_000
const PER = 500
const ROUNDS = 5
const QUICK_ROUNDS = 2

/** A posting's pipeline in a real browser. */
export const pipeline: Bench = {
  name: 'pipeline',
  about: `A pipeline of ${CARDS} candidates: until it is painted and live, how smoothly a card is dragged, and what travels.`,
  async run({ isQuick, system, log, onBreak }) {
    const served = await system()
    const { personId, cookies } = await signIn(served, 'Bench')
    const desk = await openDesk(served, 'Payload')
    const { db } = systemCtx(served)
    const [organisationId, at] = [newId('organisation'), new Date()]
    await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt: at })
    await db
      .insert(members)
      .values([personId, desk.personId].map((id) => ({ organisationId, personId: id, role: 'owner' as const, joinedAt: at })))
    const { postingId } = await addApplications(db, organisationId, CARDS)
    const list = gzipSync(JSON.stringify(await desk.ask('hiring.pipeline', { postingId }))).byteLength

    const browser = await chromium.launch({ executablePath: await findBrowser(process.cwd()), args: ['--no-sandbox', '--disable-gpu'] })
    onBreak(() => browser.close())
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      await context.addCookies(cookies)
      const paints: number[] = []
      const lives: number[] = []
      const frames: number[] = []
      const longTasks: number[] = []
      for (let count = 0; count < (isQuick ? QUICK_ROUNDS : ROUNDS) + 1; count++) {
        const page = await context.newPage()
        await page.addInitScript(WATCH_LONG_TASKS)
        await page.goto(`${served.origin}/hiring/${postingId}`)
        await page.getByText('Live', { exact: true }).first().waitFor()
        const live = await page.evaluate<number>('performance.now()')
        const painted = await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0].startTime`)
        const drag = await dragCard(page)
        log(`painted after ${round(painted)} ms, live after ${round(live)} ms; long tasks ${drag.longTasks.join(', ') || 'none'}`)
        // The first visit fills the browser's cache, as a colleague's is.
        if (count > 0) {
          paints.push(painted)
          lives.push(live)
          frames.push(...drag.frames)
          longTasks.push(drag.longTasks.length)
        }
        await page.close()
      }
      return [
        { name: `pipeline of ${CARDS} painted, median`, value: median(paints), unit: 'ms', budget: { atMost: 1_200 } },
        { name: `pipeline of ${CARDS} live, median`, value: median(lives), unit: 'ms', budget: { atMost: 1_200 } },
        {
          name: 'frame while dragging a candidate, p95',
          value: percentile(frames, 0.95),
          unit: 'ms',
          budget: { atMost: 33.4 },
          note: `${frames.length} frames`,
        },
        {
          name: 'tasks over 50 ms while dragging a candidate, median of a round',
          value: median(longTasks),
          unit: '',
          budget: { atMost: 0 },
        },
        { name: `list of ${PER} cards, gzipped`, value: round((list * PER) / CARDS / 1_000), unit: 'kB', budget: { atMost: 120 } },
      ]
    } finally {
      await browser.close()
    }
  },
}
