import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const TSCONFIG = fileURLToPath(new URL('../../tsconfig.json', import.meta.url))
const SNIPPET = fileURLToPath(new URL('snippet.ts', import.meta.url))

/** What the compiler says of the body of an async function that has a `client`. */
function complaintsOf(body: string): string[] {
  const { config } = ts.readConfigFile(TSCONFIG, ts.sys.readFile)
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [SNIPPET] },
    { ...ts.sys, readDirectory: () => [] },
    root,
  )
  const text = `import { createClient } from './index'\nconst client = createClient({ baseUrl: 'https://numerojobs.example' })\nexport async function run() {\n${body}\n}\n`
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => path === SNIPPET || fileExists(path)
  host.getSourceFile = (path, ...rest) =>
    path === SNIPPET ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest)
  const program = ts.createProgram([SNIPPET], options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(SNIPPET))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

test('what the README shows compiles', () => {
  expect(
    complaintsOf(`
      const page = await client.jobs.search({ q: 'chef', place: ['Lyon'], type: ['full_time'], payMin: 30_000, currency: 'EUR', sort: 'pay' })
      for (const job of page.data) console.log(job.title.length, job.salary?.yearlyMaxCents)
      for await (const event of client.jobs.watch({ filters: { skill: ['TypeScript'] }, since: 4 }))
        if (event.type === 'job.closed') console.log(event.data.jobId)
        else console.log(event.data.job.title, event.seq)
      await client.jobs.report('job_1', { reason: 'expired' })
    `),
  ).toEqual([])
})

test.each([
  ['a filter that does not exist', `await client.jobs.search({ plaec: ['Lyon'] })`, 'plaec'],
  ['a list that is no list', `await client.jobs.search({ place: 'Lyon' })`, 'string[]'],
  ['a word that a filter does not know', `await client.jobs.search({ remote: ['home'] })`, 'home'],
  ['a number that is a text', `await client.jobs.search({ payMin: '60000' })`, 'number'],
  ['a field of a job that does not exist', `console.log((await client.jobs.get('job_1')).salry)`, 'salry'],
  ['a field that may be null, read without a look', `console.log((await client.jobs.get('job_1')).salary.currency)`, 'null'],
  ['a field of another kind of event', `for await (const e of client.jobs.watch()) console.log(e.data.job.title)`, 'job'],
  ['a filter that cannot be judged live', `client.jobs.watch({ filters: { livesIn: 'DE' } })`, 'livesIn'],
  ['a reason that is not on the list', `await client.jobs.report('job_1', { reason: 'boring' })`, 'boring'],
])(
  '%s fails to compile',
  (_name, body, word) => {
    expect(complaintsOf(body).join('\n')).toContain(word)
  },
  60_000,
)
