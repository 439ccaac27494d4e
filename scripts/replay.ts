/**
 * Sends posts of a file as signed webhooks: `npm run replay -- <file.jsonl> [--rate n] [--limit n] [--url http://…]`.
 * Takes the columns of the detection data: `id` and `text`, and where given `source`, `ref`, `pageId`, `editOf`. Posts of Pages go through
 * Facebook's door in Facebook's own shape; all others through the door for any source.
 */
import { createHmac } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { POST_TEXT_MAX } from '../contract/leads'
import { readVars } from './dev-vars.mjs'

const Line = z.object({
  id: z.coerce.string().min(1).max(150),
  text: z.string().min(1).max(POST_TEXT_MAX),
  source: z.string().default('facebook_page'),
  ref: z.coerce.string().optional(),
  pageId: z.string().optional(),
  editOf: z.string().optional(),
})
type Line = z.output<typeof Line>

const DEFAULT_PAGE = '100000000000107'
const RETRIES_MAX = 20
const RETRY_MS = 500
const IN_FLIGHT_MAX = 32

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { rate: { type: 'string', default: '20' }, limit: { type: 'string' }, url: { type: 'string' } },
})
const [file = ''] = positionals
const ratePerS = Number(flags.rate)
const limit = flags.limit === undefined ? Number.POSITIVE_INFINITY : Number(flags.limit)
if (file && !existsSync(file)) {
  console.error(`There is no file ${file}.`)
  process.exit(2)
}
if (!file || !(ratePerS > 0) || !(limit > 0)) {
  console.error('Say which file to send, and how fast: npm run replay -- test/fixtures/posts.jsonl --rate 20')
  process.exit(2)
}

const vars: Record<string, string> = readVars(process.env.DATA_DIR ?? '.data')
const origin = flags.url ?? vars.APP_ORIGIN ?? 'http://127.0.0.1:8787'
const secrets: Record<string, string> = JSON.parse(vars.POSTS_WEBHOOK_SECRETS ?? '{}')
const appSecret = vars.FACEBOOK_APP_SECRET
if (!appSecret) {
  console.error('There are no secrets on this machine yet. Run `npm start` first and leave it running.')
  process.exit(2)
}

const lines: Line[] = []
let lineNumber = 0
for await (const row of createInterface({ input: createReadStream(file) })) {
  lineNumber++
  if (row.trim() === '') continue
  const parsed = Line.safeParse(parseRow(row))
  if (parsed.success) lines.push(parsed.data)
  else {
    console.error(`${file}, line ${lineNumber} cannot be sent: ${z.prettifyError(parsed.error)}`)
    process.exit(2)
  }
  if (lines.length >= limit) break
}

const startedAtMs = Date.now()
const idByRef = new Map(lines.flatMap((line) => (line.ref && !line.editOf ? [[line.ref, line.id]] : [])))
const inFlight = new Set<Promise<void>>()
const outcomes = { sent: 0, failed: 0, retried: 0 }
for (const [index, line] of lines.entries()) {
  const dueAtMs = startedAtMs + (index * 1_000) / ratePerS
  if (dueAtMs > Date.now()) await new Promise((resolve) => setTimeout(resolve, dueAtMs - Date.now()))
  const sending = send(line, index).finally(() => inFlight.delete(sending))
  inFlight.add(sending)
  if (inFlight.size >= IN_FLIGHT_MAX) await Promise.race(inFlight)
  showProgress(index + 1)
}
await Promise.all(inFlight)
showProgress(lines.length)
const seconds = (Date.now() - startedAtMs) / 1_000
console.log(
  `\n${outcomes.sent} posts accepted, ${outcomes.failed} refused, ${outcomes.retried} sent again, in ${seconds.toFixed(1)} s. Watch them at ${origin}/`,
)
process.exitCode = outcomes.failed > 0 ? 1 : 0

/** What a line holds; `undefined`, which has no columns, when it is not JSON. */
function parseRow(row: string): unknown {
  try {
    return JSON.parse(row)
  } catch {
    return undefined
  }
}

/** As a real source does: what is not answered with 200 is sent again, unless the answer says that it never will be. */
async function send(line: Line, index: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await fetch(`${origin}${pathOf(line)}`, {
        ...requestOf(line, index),
        method: 'POST',
        signal: AbortSignal.timeout(10_000),
      })
      await response.arrayBuffer()
      if (response.ok) {
        outcomes.sent++
        return
      }
      if (response.status < 500 && response.status !== 429) {
        outcomes.failed++
        console.error(`\n${line.id}: refused with ${response.status}.`)
        return
      }
    } catch {
      // Not reachable: the same as an answer of 5xx.
    }
    if (attempt >= RETRIES_MAX) {
      outcomes.failed++
      console.error(`\n${line.id}: not accepted after ${RETRIES_MAX} tries.`)
      return
    }
    outcomes.retried++
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

function isOfPage(line: Line): boolean {
  return line.pageId !== undefined || secrets[sourceOf(line)] === undefined
}

function pathOf(line: Line): string {
  return isOfPage(line) ? '/webhooks/facebook' : `/webhooks/posts/${sourceOf(line)}`
}

/** `reddit_forhire` and the like are one source to us. */
function sourceOf(line: Line): string {
  if (line.source.startsWith('hn_')) return 'hackernews'
  return line.source.split('_')[0] ?? line.source
}

function requestOf(line: Line, index: number): { body: string; headers: Record<string, string> } {
  const id = (line.editOf && idByRef.get(line.editOf)) || line.id
  return isOfPage(line) ? facebookRequest(line, id, index) : standardRequest(line, id, index)
}

function facebookRequest(line: Line, id: string, index: number): { body: string; headers: Record<string, string> } {
  const pageId = line.pageId ?? DEFAULT_PAGE
  const timeS = Math.floor((startedAtMs + index) / 1_000)
  const value = {
    item: 'status',
    verb: line.editOf ? 'edited' : 'add',
    post_id: `${pageId}_${id}`,
    message: line.text,
    from: { id: pageId, name: 'Page' },
    published: 1,
    created_time: timeS,
  }
  const body = JSON.stringify({ object: 'page', entry: [{ id: pageId, time: timeS, changes: [{ field: 'feed', value }] }] })
  const signature = createHmac('sha256', appSecret ?? '')
    .update(body)
    .digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } }
}

function standardRequest(line: Line, id: string, index: number): { body: string; headers: Record<string, string> } {
  const at = new Date(startedAtMs + index)
  const post = { externalId: id, text: line.text, url: null, postedAt: at.toISOString() }
  const body = JSON.stringify({
    type: 'posts.changed',
    timestamp: at.toISOString(),
    data: { changes: [{ kind: 'written', at: at.toISOString(), post }] },
  })
  const messageId = `replay-${startedAtMs}-${index}`
  const sentAt = new Date()
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': new Webhook(secrets[sourceOf(line)] ?? '').sign(messageId, sentAt, body),
    },
  }
}

function showProgress(done: number): void {
  if (!process.stdout.isTTY && done < lines.length && done % 100 !== 0) return
  const width = 30
  const filled = Math.round((done / lines.length) * width)
  process.stdout.write(`\r[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done} of ${lines.length}`)
}
