import { findFreePort } from '../scripts/ports.mjs'

const PORTS_PER_LANE = 1_000
/** What this process has drawn: a program takes its port some time after. */
const drawn = new Set<number>()

/** A free port, another one at each call. Lanes that `scripts/test.mjs` runs at the same time each have a range of their own. */
export async function findTestPort(): Promise<number> {
  const lane = Number(process.env.TEST_LANE ?? 0)
  const first = 20_000 + lane * PORTS_PER_LANE
  for (;;) {
    const port = await findFreePort(drawn, lane > 0 ? { first, last: first + PORTS_PER_LANE - 1 } : undefined)
    // Two calls at the same time may have found the same one.
    if (drawn.has(port)) continue
    drawn.add(port)
    return port
  }
}
