import { Form } from '@remix-run/react'
import type { TeamMessage } from '../../contract/conversations'
import type { CandidateApplication } from '../../contract/hiring'
import { lineButtonClass } from '../applications/section'
import { TimeAgo } from '../ui/time-ago'
import { hiringChangeWords } from './words'

/** Everything that happened with one application, moves, notes and messages together, the newest first. */
export function CandidateTimeline({
  candidate,
  messages,
  myId,
}: {
  candidate: CandidateApplication
  messages: readonly TeamMessage[]
  myId: string
}) {
  const { events, notes, stages } = candidate
  const lines = [
    ...events.map((event) => ({ kind: 'event' as const, at: event.at, event })),
    ...notes.map((note) => ({ kind: 'note' as const, at: note.createdAt, note })),
    ...messages
      .filter(({ state }) => state !== 'draft' && state !== 'cancelled')
      .map((message) => ({ kind: 'message' as const, at: message.at, message })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <section className="mt-6">
      <h3 className="mb-2 font-semibold">Timeline</h3>
      <ol className="space-y-3 border-l border-line pl-4 text-sm">
        {lines.map((line) =>
          line.kind === 'message' ? (
            <li key={line.message.id}>
              <p className="font-medium break-words">
                {line.message.isFromCandidate ? 'Answered' : line.message.state === 'waiting' ? 'Message waits' : 'Message'}:{' '}
                {line.message.subject}
              </p>
              <p className="text-xs text-ink-3">
                {line.message.isFromCandidate ? 'Candidate' : (line.message.author?.name ?? 'Somebody who left')}, <TimeAgo at={line.at} />
              </p>
            </li>
          ) : line.kind === 'event' ? (
            <li key={line.event.id}>
              <p className="font-medium">{hiringChangeWords(line.event.change, stages)}</p>
              <p className="text-xs text-ink-3">
                {line.event.actor?.name ?? 'Candidate or system'}, <TimeAgo at={line.at} />
              </p>
            </li>
          ) : (
            <li key={line.note.id} className="rounded-lg bg-surface-2 p-3">
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: The server let only harmless elements through. */}
              <div className="prose text-sm" dangerouslySetInnerHTML={{ __html: line.note.html }} />
              <p className="mt-1 flex items-center gap-3 text-xs text-ink-3">
                {line.note.author?.name ?? 'Somebody who left'}, <TimeAgo at={line.at} />
                {line.note.author?.personId === myId ? (
                  <Form method="post" preventScrollReset>
                    <input type="hidden" name="intent" value="note-remove" />
                    <input type="hidden" name="noteId" value={line.note.id} />
                    <button type="submit" className={lineButtonClass}>
                      Remove
                    </button>
                  </Form>
                ) : null}
              </p>
            </li>
          ),
        )}
      </ol>
    </section>
  )
}
