import { chromium } from 'playwright-core'
import { findBrowser } from '../scripts/browser.mjs'
import { deliver, enterAsOperator, pageDelivery } from '../test/faults/doors'
import { startListener } from '../test/faults/listener'
import { newRandom } from '../test/faults/random'
import { openTables } from '../test/faults/tables'
import { writeOffer } from '../test/faults/write-posts'
import { type Bench, type Figure, percentile } from './figure'

const POSTS = 60
const QUICK_POSTS = 15
/** One at a time, well apart: the landing page draws bursts in steps of 600 ms on purpose. */
const APART_MS = 700
const arrivalMsMax = 10_000

/** From the 200 of a webhook to another client: a program that listens, and a card in a browser's page. */
export const screen: Bench = {
  name: 'screen',
  about: 'From the answer to a signed post until its job is with a listener and drawn on an open page.',
  async run({ isQuick, system, onBreak }) {
    const served = await system()
    await (await enterAsOperator(served)).connectPage()
    const tables = openTables(served.dataDir)
    const arrivedAt = new Map<string, number>()
    const listener = await startListener(served, tables, (event) => {
      if (event.type === 'job.opened') arrivedAt.set(event.data.job.companyName ?? '', Date.now())
    })
    const browser = await chromium.launch({ executablePath: await findBrowser(process.cwd()), args: ['--no-sandbox', '--disable-gpu'] })
    onBreak(() => browser.close())
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      await page.goto(`${served.origin}/`)
      await page.getByText(', live').waitFor({ state: 'attached' })
      await page.evaluate(WATCH_LINES)
      const random = newRandom(Date.now())
      const heardMs: number[] = []
      const drawnMs: number[] = []
      const answeredMs: number[] = []
      for (let count = 0; count < (isQuick ? QUICK_POSTS : POSTS); count++) {
        const text = writeOffer(random, Date.now() % 1_000_000_000)
        const company = / is looking/.exec(text) ? text.slice('We are hiring! '.length, text.indexOf(' is looking')) : ''
        const sentAt = Date.now()
        await deliver(served, pageDelivery(served, [{ id: `screen-${sentAt}`, text }]))
        const acceptedAt = Date.now()
        answeredMs.push(acceptedAt - sentAt)
        const heardAt = await until(() => arrivedAt.get(company))
        const drawnAt = await until(() => page.evaluate<number | undefined>(`window.linesDrawnAt[${JSON.stringify(company)}]`))
        heardMs.push(heardAt === undefined ? Number.POSITIVE_INFINITY : Math.max(0, heardAt - acceptedAt))
        drawnMs.push(drawnAt === undefined ? Number.POSITIVE_INFINITY : Math.max(0, drawnAt - acceptedAt))
        await new Promise((resolve) => setTimeout(resolve, APART_MS))
      }
      return [
        ...figuresOf('webhook accepted → event at a listener', heardMs),
        ...figuresOf('webhook accepted → card drawn on another screen', drawnMs).map((figure) =>
          figure.name.endsWith('p95') ? { ...figure, budget: { atMost: 300 } } : figure,
        ),
        { name: 'webhook answer, one at a time, p50', value: percentile(answeredMs, 0.5), unit: 'ms' },
      ]
    } finally {
      await browser.close()
      listener.close()
      await tables.close()
    }
  },
}

function figuresOf(name: string, ms: number[]): Figure[] {
  return [
    { name: `${name}, p50`, value: percentile(ms, 0.5), unit: 'ms', note: `${ms.length} posts` },
    { name: `${name}, p95`, value: percentile(ms, 0.95), unit: 'ms' },
  ]
}

/** Runs in the page: notes when each company first stands in the feed. */
const WATCH_LINES = `(() => {
  window.linesDrawnAt = {}
  const list = document.querySelector('section[aria-labelledby=feed-heading] ol')
  new MutationObserver(() => {
    for (const line of list.querySelectorAll('li')) {
      const words = line.innerText
      const company = words.split('\\n').flatMap((part) => part.split(' · ')).map((part) => part.trim())
      for (const part of company) window.linesDrawnAt[part] ??= Date.now()
    }
  }).observe(list, { childList: true, subtree: true })
})()`

async function until(find: () => number | undefined | Promise<number | undefined>): Promise<number | undefined> {
  for (const end = Date.now() + arrivalMsMax; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) {
    const found = await find()
    if (found !== undefined) return found
  }
  return undefined
}
