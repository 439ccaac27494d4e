import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { JobPage } from '../contract/jobs'
import { findBrowser } from '../scripts/browser.mjs'
import { findFreePort } from '../scripts/ports.mjs'
import { jobPath } from '../server/jobs/core/job-path'
import { type Bench, type Figure, median, round } from './figure'

const ROUNDS = 5
const QUICK_ROUNDS = 3
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** Lighthouse's own mobile settings, on the served production build. */
export const lighthouseBench: Bench = {
  name: 'lighthouse',
  about: 'Lighthouse of landing page, jobs and a job: the median of several runs, with its mobile throttling.',
  async run({ isQuick, system, log, onBreak }) {
    const served = await system()
    const { data } = JobPage.parse(await (await fetch(`${served.origin}/v1/jobs?source=numerojobs&limit=1`)).json())
    const [job] = data
    if (!job) throw new Error('There is no job to look at.')
    const port = await findFreePort()
    const browser = await chromium.launch({
      executablePath: await findBrowser(process.cwd()),
      args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
    })
    onBreak(() => browser.close())
    try {
      const figures: Figure[] = []
      for (const [name, address] of Object.entries({ landing: '/', jobs: '/jobs', job: jobPath(job) })) {
        const rounds: Record<string, number>[] = []
        for (let count = 0; count < (isQuick ? QUICK_ROUNDS : ROUNDS); count++) rounds.push(await judge(`${served.origin}${address}`, port))
        log(`${name}: ${rounds.map((scores) => scores.performance).join(', ')}`)
        for (const category of CATEGORIES) {
          figures.push({
            name: `Lighthouse ${category}, ${name}`,
            value: median(rounds.map((scores) => scores[category] ?? 0)),
            unit: 'points',
            budget: { atLeast: 98 },
          })
        }
      }
      return figures
    } finally {
      await browser.close()
    }
  },
}

async function judge(address: string, port: number): Promise<Record<string, number>> {
  const result = await lighthouse(address, { port, logLevel: 'error', onlyCategories: [...CATEGORIES], output: 'json' })
  if (!result || result.lhr.runtimeError)
    throw new Error(`Lighthouse could not read ${address}: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
  const failed = Object.values(result.lhr.audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode === 'binary',
  )
  for (const { id } of failed) console.log(`  ${new URL(address).pathname}: ${id}`)
  return Object.fromEntries(CATEGORIES.map((category) => [category, round((result.lhr.categories[category]?.score ?? 0) * 100)]))
}
