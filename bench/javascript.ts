import { buildIfChanged } from '../scripts/build.mjs'
import { measureFirstPage } from './client-assets'
import { type Bench, round } from './figure'

const PAGES = { '/': 'routes/_index', '/jobs': 'routes/jobs._index', '/jobs/…': 'routes/jobs.$slugId' } as const
const BYTES_A_KB = 1_000

/** From the build itself: nothing is served. */
export const javascript: Bench = {
  name: 'javascript',
  about: 'Gzipped JavaScript that a first visit brings, from the manifest of the build, with all that those files import.',
  async run({ log }) {
    await buildIfChanged(process.cwd(), log)
    return Object.entries(PAGES).map(([address, route]) => {
      const { bytes, files } = measureFirstPage(route)
      return {
        name: `client JavaScript of ${address}, gzipped`,
        value: round(bytes / BYTES_A_KB),
        unit: 'kB',
        budget: { atMost: 110 },
        note: `${files.length} files`,
      }
    })
  },
}
