import type { ReactNode } from 'react'
import type { ErrorCode } from '../../contract/errors'
import { Table, Td, Th } from '../ui/table'
import { TextLink } from '../ui/text-link'
import { CodeBlock } from './code-block'
import { DocSection } from './doc-section'
import { Code, Words } from './words'

/** The first call, by hand and by the client. */
export function StartGuide({ origin }: { origin: string }) {
  return (
    <DocSection id="start" title="Start">
      <Lead>Reading needs no key and no account. Ask from a shell:</Lead>
      <CodeBlock title="Search from a shell" kind="shell" code={`curl '${origin}/v1/jobs?q=engineer&remote=remote&limit=3'`} />
      <Lead>
        Or from TypeScript, with a client that knows every field: it lies in <Code>sdk/</Code> of our repository, without dependencies.{' '}
        <Code>npm run sdk:build</Code> builds it, and <Code>npm install</Code> with the path of that folder adds it to your project.
      </Lead>
      <CodeBlock
        title="Search and read with the client"
        kind="ts"
        code={`import { createClient } from 'numerojobs'

const client = createClient({ baseUrl: '${origin}' })

const page = await client.jobs.search({ q: 'engineer', remote: ['remote'], limit: 3 })
for (const job of page.data) console.log(job.title, job.companyName)

// All pages, each asked for when the loop gets there.
for await (const job of client.jobs.each({ skill: ['TypeScript'] })) console.log(job.title)

// What happens from now on, without a gap and without a repeat.
for await (const event of client.jobs.watch({ filters: { skill: ['TypeScript'] } })) console.log(event.type, event.seq)`}
      />
      <Lead>
        The client gives up a slow attempt after ten seconds, tries again for as long as it helps, and a write that is sent twice is done
        once. Every failure is a <Code>NumerojobsError</Code> with the fields of{' '}
        <a className={LINK} href="#errors">
          our errors
        </a>
        .
      </Lead>
    </DocSection>
  )
}

/** How pages, ages, limits and the promise of `/v1` work. */
export function MannersGuide({ version }: { version: string }) {
  return (
    <DocSection id="manners" title="Pages, limits and promises">
      <dl className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        <Fact name="Pages">
          A list is <Code>{'{ data, next }'}</Code>. Give <Code>next</Code> back as <Code>cursor</Code> with the same filters;{' '}
          <Code>null</Code> is the end. Nothing comes twice when jobs arrive while you read.
        </Fact>
        <Fact name="Limits">
          600 requests a minute from one address, 20 of them may read a post or report a job. Beyond that the answer is 429;{' '}
          <Code>Retry-After</Code> says how many seconds to wait.
        </Fact>
        <Fact name="Age">
          Searches may be 20 seconds old, single jobs and companies 60; <Code>Age</Code> says how old. Send <Code>If-None-Match</Code> with
          the <Code>ETag</Code> you have, and an answer that has not changed is a short 304.
        </Fact>
        <Fact name="Other sites">
          Any page may call <Code>/v1</Code>. Cookies are neither sent nor heeded there, so every caller is a visitor.
        </Fact>
        <Fact name="Strict">
          A parameter that does not exist, stands twice or cannot be right is refused with its name, so that a slip never looks like an
          empty result. Bodies are JSON of 64 kB at most.
        </Fact>
        <Fact name="Keeping a copy">
          Take <Code>last</Code> from a{' '}
          <a className={LINK} href="#getTicket">
            ticket
          </a>
          , then read all pages of your search, then follow{' '}
          <a className={LINK} href="#live">
            the events
          </a>{' '}
          after <Code>last</Code>: nothing falls between.
        </Fact>
        <Fact name="Sending twice">
          Give each write a header <Code>Idempotency-Key</Code> with a random value of your own. Sent again within 24 hours it gets the same
          answer, marked <Code>Idempotency-Replayed: true</Code>, and changes nothing. The same key with another body is a 409; while the
          first is being carried out the answer is 409 with <Code>Retry-After</Code>. A refused write keeps no key. The client does all this
          by itself.
        </Fact>
        <Fact name="What we promise">
          Under <Code>/v1</Code> no field, parameter, code or reason changes its meaning or goes away. Fields, parameters, kinds of events
          and values of lists may be added: ignore what you do not know. What breaks that is a <Code>/v2</Code> beside it.
        </Fact>
      </dl>
      <h3 className="text-lg font-semibold">Changes</h3>
      <ul className="list-disc space-y-1 pl-5 text-ink-2">
        <li>
          <strong className="font-semibold text-ink">{version}</strong>: search, facets, jobs, similar jobs, reports, companies, reading of
          posts, live events.
        </li>
      </ul>
    </DocSection>
  )
}

/** The eight codes; `type` of a problem body leads here. */
export function ErrorsGuide({ errors, example }: { errors: { code: ErrorCode; status: number; words: string }[]; example: string }) {
  return (
    <DocSection id="errors" title="Errors">
      <Lead>
        Whatever goes wrong comes as <Code>application/problem+json</Code> (RFC 9457). Act on <Code>code</Code>, or on the finer{' '}
        <Code>reason</Code>; both are stable. Show <Code>title</Code> to people.
      </Lead>
      <Table caption="The eight error codes">
        <thead>
          <tr>
            <Th>Code</Th>
            <Th>Status</Th>
            <Th>Meaning</Th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ code, status, words }) => (
            <tr key={code} id={`error-${code}`} className="target:bg-accent-soft">
              <Td className="whitespace-nowrap">
                <a href={`#error-${code}`} className="text-ink no-underline hover:underline">
                  <Code>{code}</Code>
                </a>
              </Td>
              <Td className="tabular-nums">{status}</Td>
              <Td className="min-w-64 text-ink-2">
                <Words text={words} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <CodeBlock title="A problem body" kind="json" code={example} />
    </DocSection>
  )
}

/** The protocol of the rooms, for who does not use the client. */
export function LiveGuide({ origin }: { origin: string }) {
  const socket = origin.replace(/^http/, 'ws')
  return (
    <DocSection id="live" title="Live, without a gap">
      <Lead>
        Every event of the room <Code>feed/jobs</Code> has a sequence number: 1, 2, 3 and so on, with no number missing. Remember the last
        one you have dealt with, and nothing can pass you by. <Code>client.jobs.watch()</Code> does all of this; in another language, do it
        like so:
      </Lead>
      <ol className="list-decimal space-y-2.5 pl-5 text-ink-2 marker:text-ink-3">
        <li>
          Get a ticket: <Code>GET /v1/live/ticket?room=feed/jobs</Code>. Its <Code>last</Code> is where the room stands; start from there,
          or from the number you kept.
        </li>
        <li>
          Within five minutes open <Code>{`${socket}/parties/feed/jobs?ticket=…&since=…`}</Code>. Programs need nothing more. Browsers are
          let in from our own pages only; on other sites ask <Code>/v1/live/events</Code> every few seconds.
        </li>
        <li>
          The room greets you: <Code>{'{"t":"hello","last":5120,"replay":[…]}'}</Code> with what you missed, or with{' '}
          <Code>"resync":true</Code> when it no longer has it. Later it sends <Code>{'{"t":"events","events":[…]}'}</Code>.
        </li>
        <li>
          Take the event whose number is one more than your last. Drop those you have had. Hold back those that come too early, and if the
          hole is still there after a third of a second, ask <Code>GET /v1/live/events?room=feed/jobs&since=</Code> with your last number.
          Do the same after <Code>resync</Code>, and when <Code>last</Code> of ticket or greeting is ahead of you.
        </li>
        <li>
          Ask that question every 45 seconds as well: a crash can swallow the newest event without leaving a hole.{' '}
          <Code>"reload":true</Code> means that you are more than 500 events or seven days behind: search anew, then go on from{' '}
          <Code>last</Code>.
        </li>
        <li>
          When the socket closes, or no <Code>pong</Code> follows your <Code>ping</Code>, wait a moment and begin again with a fresh ticket
          and your last number.
        </li>
      </ol>
      <CodeBlock
        title="Events as they come"
        kind="json"
        code={JSON.stringify(
          {
            t: 'events',
            events: [
              {
                room: 'feed/jobs',
                seq: 5121,
                type: 'job.closed',
                version: 4,
                data: { jobId: 'job_019f1c2a7b3d7c4e8a90b1c2d3e4f506' },
                at: '2026-11-21T10:20:02.000Z',
              },
            ],
          },
          null,
          2,
        )}
      />
      <Lead>
        <Code>job.opened</Code> and <Code>job.changed</Code> carry the whole card, <Code>job.closed</Code> the id. Each holds the final
        state: an event whose <Code>version</Code> is lower than what you have is old news.
      </Lead>
    </DocSection>
  )
}

/** The door through which any source pushes posts. */
export function WebhooksGuide({ origin }: { origin: string }) {
  return (
    <DocSection id="webhooks" title="Push posts to us">
      <Lead>
        A source of posts (a forum, a mailing list, a board of your own) can push them as they are written: we read each, and those that
        offer a job become jobs. Requests are signed as <strong className="font-semibold text-ink">Standard Webhooks</strong> describes, so
        its libraries do the signing. An operator gives you the name of your source and its secret, <Code>whsec_…</Code>.
      </Lead>
      <CodeBlock
        title="Push a post"
        kind="ts"
        code={`import { Webhook } from 'standardwebhooks'

const body = JSON.stringify({
  type: 'posts.changed',
  timestamp: new Date().toISOString(),
  data: {
    changes: [
      {
        kind: 'written', // or 'removed', with externalId in place of post
        at: new Date().toISOString(),
        post: {
          externalId: '48', // unique within your source
          text: 'Kestrel Bakery is hiring a Pastry Chef in Lyon, full-time. Apply: https://kestrel-bakery.example/jobs',
          url: 'https://kestrel-bakery.example/posts/48',
          authorExternalId: 'u-7', // so that this person's posts can be deleted; never shown
        },
      },
    ],
  },
})
const id = 'msg_1'
const at = new Date()
await fetch('${origin}/webhooks/posts/your-source', {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(process.env.SECRET).sign(id, at, body),
  },
  body,
})`}
      />
      <Lead>
        200 comes after everything is stored: <Code>{'{ "ok": true, "added": 1, "changed": 0, "known": 0 }'}</Code>. Sending a change again
        adds nothing, so repeat whatever was not answered. <Code>at</Code> puts changes in order that arrive out of order: an edited post is
        read again and its job follows, a removed one closes it. At most 100 changes and 1 MB at once; a wrong signature, or one older than
        five minutes, is 401.
      </Lead>
      <Lead>
        To see how we read a post before you push any, send it to{' '}
        <a className={LINK} href="#previewPost">
          the preview
        </a>
        , or <TextLink to="/paste">paste it</TextLink>.
      </Lead>
    </DocSection>
  )
}

const LINK = 'text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong'

export function Lead({ children }: { children: ReactNode }) {
  return <p className="max-w-[68ch] text-ink-2">{children}</p>
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-semibold">{name}</dt>
      <dd className="mt-1 max-w-[60ch] text-ink-2">{children}</dd>
    </div>
  )
}
