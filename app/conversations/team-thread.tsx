import { Form } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { TeamMessage, TeamThread } from '../../contract/conversations'
import { DISPOSITION_REASONS } from '../../contract/hiring'
import { FormNotice } from '../account/form-notice'
import { instantWord } from '../applications/due-words'
import { Fold, lineButtonClass } from '../applications/section'
import { DISPOSITION_REASON_WORDS } from '../hiring/words'
import { REASON_WORDS } from '../notifications/words'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input, Select, Textarea } from '../ui/field'
import type { TalkAnswer } from './talk-answer'
import { CHECK_WORDS, HELD_BACK_WORDS, localTime, TALK_STATE_WORDS } from './words'
import { WriteForm } from './write-form'

type TeamThreadSectionProps = {
  thread: TeamThread
  /** What the candidate is called here. */
  name: string
  isOpen: boolean
  answer: TalkAnswer | undefined
  isBusy: boolean
  batchId: string
  onStale(): void
}

/** The thread with one candidate, as their team reads and writes it. */
export function TeamThreadSection({ thread, name, isOpen, answer, isBusy, batchId, onStale }: TeamThreadSectionProps) {
  const { messages, timeZone } = thread
  useSettling(messages, onStale)
  const drafts = messages.filter(({ state }) => state === 'draft')
  const lines = messages.filter(({ state }) => state !== 'draft')
  return (
    <section id="messages" className="mt-6 scroll-mt-4" data-thread>
      <h3 className="mb-2 font-semibold">Messages</h3>
      {answer?.talk !== 'new' ? <FormNotice answer={answer} /> : null}
      {lines.length === 0 ? <p className="text-sm text-ink-2">Nobody has written yet.</p> : null}
      <ol className="space-y-3">
        {lines.map((message) => (
          <MessageItem key={message.id} message={message} name={name} timeZone={timeZone} isBusy={isBusy} />
        ))}
      </ol>
      {isOpen
        ? drafts.map((message) => <ClosingForm key={message.id} message={message} answer={answer} isBusy={isBusy} batchId={batchId} />)
        : null}
      <WriteForm
        key={`${messages.length}-${answer?.talk === 'new' && answer.done ? 'sent' : ''}`}
        thread={thread}
        answer={answer?.talk === 'new' ? answer : undefined}
        isBusy={isBusy}
        batchId={batchId}
      />
    </section>
  )
}

function MessageItem({ message, name, timeZone, isBusy }: { message: TeamMessage; name: string; timeZone: string; isBusy: boolean }) {
  const state = TALK_STATE_WORDS[message.state]
  const isWaiting = message.state === 'waiting'
  return (
    <li
      className={
        message.isFromCandidate
          ? 'mr-6 rounded-lg bg-accent-soft p-3 text-sm text-on-accent-soft'
          : 'ml-6 rounded-lg bg-surface-2 p-3 text-sm'
      }
    >
      <p className="flex flex-wrap items-center gap-2 text-xs">
        <strong className="font-semibold">{message.isFromCandidate ? name : (message.author?.name ?? 'Somebody who left')}</strong>
        <Badge tone={state.tone}>{message.isFromCandidate && message.via === 'mail' ? 'Received by mail' : state.label}</Badge>
        {message.isAutomatic ? <Badge>Automatic answer</Badge> : null}
        <time dateTime={message.at}>
          {isWaiting ? 'leaves ' : ''}
          {instantWord(message.at, timeZone)} ({timeZone})
        </time>
      </p>
      <p className="mt-1 font-medium break-words">{message.subject}</p>
      <p className="mt-1 break-words whitespace-pre-line">{message.text}</p>
      {message.quoted ? (
        <details className="mt-2 text-xs">
          <summary>Earlier messages, repeated</summary>
          <p className="mt-1 break-words whitespace-pre-line">{message.quoted}</p>
        </details>
      ) : null}
      {message.files.length > 0 ? (
        <ul className="mt-2 flex flex-wrap gap-3 text-xs">
          {message.files.map((file) => (
            <li key={file.url}>
              <a href={file.url} download>
                {file.name}
              </a>{' '}
              ({Math.ceil(file.byteSize / 1_024).toLocaleString('en')} kB)
            </li>
          ))}
        </ul>
      ) : null}
      <Remarks message={message} />
      {isWaiting ? (
        <div className="mt-2">
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="talk-cancel" />
            <input type="hidden" name="batchId" value={message.batchId} />
            <button type="submit" className={lineButtonClass} disabled={isBusy}>
              Take back
            </button>
          </Form>
          <Fold title="Change">
            <Form method="post" preventScrollReset className="space-y-3">
              <input type="hidden" name="intent" value="talk-change" />
              <input type="hidden" name="messageId" value={message.id} />
              <input type="hidden" name="version" value={message.version} />
              <Field label="Subject of what waits">
                {(control) => <Input {...control} name="subject" required defaultValue={message.subject} />}
              </Field>
              <Field label="Text of what waits">
                {(control) => <Textarea {...control} name="text" rows={6} required defaultValue={message.text} />}
              </Field>
              <Field label="Leaves at" hint={`Your zone, ${timeZone}.`}>
                {(control) => (
                  <Input {...control} type="datetime-local" name="leavesAt" required defaultValue={localTime(message.at, timeZone)} />
                )}
              </Field>
              <Button type="submit" size="sm" isBusy={isBusy}>
                Save
              </Button>
            </Form>
          </Fold>
        </div>
      ) : null}
    </li>
  )
}

/** What there is to know about a message besides its words. */
function Remarks({ message }: { message: TeamMessage }) {
  const remarks = [
    message.heldBack ? HELD_BACK_WORDS[message.heldBack] : '',
    message.reason ? REASON_WORDS[message.reason] : '',
    message.fromAddress ? `It came from ${message.fromAddress}, which is not the address of the application.` : '',
    message.check === 'failed' || message.check === 'unknown' ? CHECK_WORDS[message.check] : '',
    message.filesLeftOut > 0
      ? `${message.filesLeftOut === 1 ? '1 file was' : `${message.filesLeftOut} files were`} not kept: PDF and Word files are.`
      : '',
  ].filter(Boolean)
  return remarks.map((words) => (
    <p key={words} className="mt-2 text-xs font-medium text-warn">
      {words}
    </p>
  ))
}

/** What was prepared for a broken promise: a person gives the reason, reads it and sends it. */
function ClosingForm({
  message,
  answer,
  isBusy,
  batchId,
}: {
  message: TeamMessage
  answer: TalkAnswer | undefined
  isBusy: boolean
  batchId: string
}) {
  const mine = answer?.talk === message.id ? answer : undefined
  return (
    <Form method="post" preventScrollReset className="mt-4 space-y-3 rounded-lg border border-warn/50 p-3" data-closing>
      <h4 className="font-semibold">The promised answer is overdue</h4>
      <p className="text-sm text-ink-2">
        This closing message is prepared and waits for you. It is sent together with the end of the application, and never by itself.
        {message.heldBack ? ` ${HELD_BACK_WORDS[message.heldBack]}` : ''}
      </p>
      <input type="hidden" name="intent" value="talk-closing" />
      <input type="hidden" name="messageId" value={message.id} />
      <input type="hidden" name="version" value={message.version} />
      <input type="hidden" name="batchId" value={batchId} />
      <Field label="Subject of the closing message" error={mine?.errors.subject}>
        {(control) => <Input {...control} name="subject" required defaultValue={mine?.values.subject ?? message.subject} />}
      </Field>
      <Field label="Closing message" error={mine?.errors.text}>
        {(control) => <Textarea {...control} name="text" rows={8} required defaultValue={mine?.values.text ?? message.text} />}
      </Field>
      <Field label="Reason for the end" hint="For your reports. The candidate reads only that it ended." error={mine?.errors.reason}>
        {(control) => (
          <Select {...control} name="reason" required defaultValue="">
            <option value="">Choose one…</option>
            {DISPOSITION_REASONS.rejected.map((each) => (
              <option key={each} value={each}>
                {DISPOSITION_REASON_WORDS[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" tone="danger" isBusy={isBusy}>
        End and send
      </Button>
    </Form>
  )
}

const LOOKS_MAX = 3

/** The transport answers a moment after a mail left, and no room tells of it: the thread is read again a few times. */
function useSettling(messages: readonly TeamMessage[], onStale: () => void) {
  const leaving = messages
    .filter(({ state }) => state === 'leaving')
    .map(({ id }) => id)
    .join()
  const look = useRef(onStale)
  useEffect(() => {
    look.current = onStale
  })
  useEffect(() => {
    if (leaving === '') return
    const timers = Array.from({ length: LOOKS_MAX }, (_, index) => setTimeout(() => look.current(), 2_000 * 2 ** index))
    return () => timers.forEach(clearTimeout)
  }, [leaving])
}
