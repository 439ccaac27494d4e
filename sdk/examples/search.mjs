/**
 * Searches, reads one job, then tells what happens to jobs from now on.
 * In Node: `node examples/search.mjs https://numerojobs.example engineer`. In a browser: open `examples/search.html`.
 */
import { createClient, NumerojobsError } from '../dist/index.js'

/**
 * @param {{ baseUrl: string, words: string, signal?: AbortSignal, print(line: string): void }} options
 */
export async function run({ baseUrl, words, signal, print }) {
  const client = createClient({ baseUrl })
  try {
    const page = await client.jobs.search({ q: words, limit: 5 }, { signal })
    for (const job of page.data) print(`${job.title}, ${job.companyName ?? 'company not named'}`)
    const [first] = page.data
    if (first) print(`The first was found at ${(await client.jobs.get(first.id, { signal })).sourceUrl ?? 'its source'}`)
    print('Waiting for what happens next …')
    for await (const event of client.jobs.watch({ signal })) {
      print(event.type === 'job.closed' ? `closed: ${event.data.jobId}` : `${event.type.slice(4)}: ${event.data.job.title}`)
    }
  } catch (error) {
    if (!(error instanceof NumerojobsError)) throw error
    print(`${error.code} (${error.reason}): ${error.message}`)
    for (const [field, message] of Object.entries(error.fields)) print(`  ${field}: ${message}`)
  }
}

if (typeof process !== 'undefined' && process.argv[1]?.endsWith('search.mjs')) {
  const [, , baseUrl = 'http://localhost:8787', words = ''] = process.argv
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  await run({ baseUrl, words, signal: stop.signal, print: console.log })
}
