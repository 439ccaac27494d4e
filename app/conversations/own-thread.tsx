import { useFetcher } from '@remix-run/react'
import type { CandidateThread } from '../../contract/conversations'
import { instantWord } from '../applications/due-words'
import { Button } from '../ui/button'
import { Field, Textarea } from '../ui/field'

type OwnThreadProps = {
  thread: CandidateThread
  /** Where an answer is sent; without it, to the page itself. */
  action?: string
  timeZone: string
  batchId: string
}

/** The thread with an employer as its candidate reads it, and a way to answer. */
export function OwnThread({ thread, action, timeZone, batchId }: OwnThreadProps) {
  const fetcher = useFetcher<{ error: string | null }>()
  const { organisationName, messages, mayAnswer } = thread
  if (messages.length === 0) return null
  return (
    <section id="messages" aria-labelledby="messages-heading" className="mt-6 scroll-mt-20" data-own-thread>
      <h2 id="messages-heading" className="mb-3 text-lg font-semibold">
        Messages with {organisationName}
      </h2>
      <ol className="space-y-3" aria-live="polite">
        {messages.map((message) => (
          <li
            key={message.id}
            className={
              message.isMine ? 'ml-6 rounded-lg bg-accent-soft p-3 text-sm text-on-accent-soft' : 'mr-6 rounded-lg bg-surface-2 p-3 text-sm'
            }
          >
            <p className="flex flex-wrap gap-2 text-xs">
              <strong className="font-semibold">{message.isMine ? 'You' : organisationName}</strong>
              <time dateTime={message.at}>{instantWord(message.at, timeZone)}</time>
            </p>
            {message.isMine ? null : <p className="mt-1 font-medium break-words">{message.subject}</p>}
            <p className="mt-1 break-words whitespace-pre-line">{message.text}</p>
          </li>
        ))}
      </ol>
      {mayAnswer ? (
        <fetcher.Form method="post" {...(action ? { action } : {})} key={messages.length} className="mt-4">
          <input type="hidden" name="act" value="answer" />
          <input type="hidden" name="batchId" value={batchId} />
          {fetcher.data?.error ? (
            <p role="alert" className="mb-3 rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
              {fetcher.data.error}
            </p>
          ) : null}
          <Field label="Your answer" hint={`${organisationName} reads it. You can answer their mail too.`}>
            {(control) => <Textarea {...control} name="text" rows={4} required maxLength={10_000} />}
          </Field>
          <Button type="submit" className="mt-2" isBusy={fetcher.state !== 'idle'}>
            Send answer
          </Button>
        </fetcher.Form>
      ) : null}
    </section>
  )
}
