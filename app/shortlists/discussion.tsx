import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ShortlistComment, ShortlistDiscussion, ShortlistView } from '../../contract/shortlists'
import { Button } from '../ui/button'
import { Textarea } from '../ui/field'
import { TimeAgo } from '../ui/time-ago'
import { CHANGE_AT } from './change-at'
import { Hidden } from './entry-row'
import { sendChange } from './send-change'
import { VOTE_WORDS } from './words'

type DiscussionProps = {
  shortlistId: string
  entryId: string
  /** What the loader read of it, for pages without scripts. */
  start: ShortlistDiscussion | null
  /** Grows when something was said: it is read anew then. */
  version: number
  mayTalk: boolean
  members: ShortlistView['members']
  back: string
}

/** Votes by name and comments of one candidate, read anew whenever somebody adds to them. */
export function Discussion({ shortlistId, entryId, start, version, mayTalk, members, back }: DiscussionProps) {
  const { discussion, isFailed, reload } = useDiscussion(shortlistId, entryId, start, version)
  return (
    <div className="space-y-5">
      <section aria-labelledby="votes-heading">
        <h3 id="votes-heading" className="mb-1.5 text-2xs font-semibold tracking-wide text-ink-3">
          Votes
        </h3>
        {discussion && discussion.votes.length > 0 ? (
          <ul className="flex flex-wrap gap-2 text-sm">
            {discussion.votes.map(({ by, vote }) => (
              <li key={by.personId ?? by.guestId} className={`rounded-md px-2 py-0.5 ${VOTE_WORDS[vote].look}`}>
                {by.name}: {VOTE_WORDS[vote].word}
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-sm text-ink-3">Nobody has voted yet.</p>
        )}
      </section>
      <section aria-labelledby="comments-heading">
        <h3 id="comments-heading" className="mb-1.5 text-2xs font-semibold tracking-wide text-ink-3">
          Comments
        </h3>
        {isFailed ? (
          <p className="text-sm text-bad">
            The comments could not be read.{' '}
            <Button size="sm" onClick={reload}>
              Try again
            </Button>
          </p>
        ) : null}
        {discussion?.comments.length === 0 ? <p className="text-sm text-ink-3">Nothing was said yet.</p> : null}
        <ol className="space-y-3">
          {(discussion?.comments ?? []).map((comment) => (
            <CommentItem key={comment.id} comment={comment} shortlistId={shortlistId} members={members} back={back} onDone={reload} />
          ))}
        </ol>
        {mayTalk ? (
          <CommentForm
            key={entryId}
            values={{ intent: 'comment', shortlistId, entryId, back }}
            members={members}
            label="Add a comment"
            onDone={reload}
          />
        ) : null}
      </section>
    </div>
  )
}

type CommentItemProps = { comment: ShortlistComment; shortlistId: string; members: ShortlistView['members']; back: string; onDone(): void }

function CommentItem({ comment, shortlistId, members, back, onDone }: CommentItemProps) {
  const [isEditing, setIsEditing] = useState(false)
  const own = { shortlistId, commentId: comment.id, back }
  return (
    <li className="text-sm">
      <p className="text-ink-3">
        <span className="font-medium text-ink">{comment.by?.name ?? 'Somebody who has left'}</span> <TimeAgo at={comment.createdAt} />
        {comment.editedAt ? ' · edited' : ''}
      </p>
      {isEditing ? (
        <CommentForm
          values={{ intent: 'edit-comment', ...own }}
          start={comment.markdown}
          members={members}
          label="Edit the comment"
          onDone={() => {
            setIsEditing(false)
            onDone()
          }}
        />
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: The server made it from Markdown and kept only what is safe.
        <div className="prose break-words" dangerouslySetInnerHTML={{ __html: comment.html }} />
      )}
      {comment.isOwn && !isEditing ? (
        <div className="mt-1 flex gap-1">
          <Button size="sm" tone="quiet" className="hidden scripting:inline-flex" onClick={() => setIsEditing(true)}>
            Edit
          </Button>
          <form
            method="post"
            action={CHANGE_AT}
            onSubmit={(event) => {
              event.preventDefault()
              void sendChange('remove-comment', own).then(onDone)
            }}
          >
            <Hidden values={{ intent: 'remove-comment', ...own }} />
            <Button type="submit" size="sm" tone="quiet">
              Remove
            </Button>
          </form>
        </div>
      ) : null}
    </li>
  )
}

type CommentFormProps = {
  values: Record<string, string>
  start?: string
  members: ShortlistView['members']
  label: string
  onDone(): void
}

function CommentForm({ values, start = '', members, label, onDone }: CommentFormProps) {
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [typed, setTyped] = useState(start)
  const called = members.filter(({ name }) => typed.includes(`@${name}`))
  const asked = /(?:^|\s)@([\p{L}\p{N} .'-]{0,30})$/u.exec(typed)?.[1]
  const offered =
    asked === undefined || called.some(({ name }) => name.startsWith(asked) && asked !== '')
      ? []
      : members.filter(({ name }) => name.toLowerCase().startsWith(asked.toLowerCase())).slice(0, 5)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    setIsBusy(true)
    const form = new FormData(event.currentTarget)
    const answer = await sendForm(form)
    setIsBusy(false)
    setError(answer)
    if (answer !== null) return
    setTyped(start === '' ? '' : typed)
    onDone()
  }
  return (
    <form method="post" action={CHANGE_AT} onSubmit={submit} className="mt-3">
      <Hidden values={values} />
      {called.map(({ personId }) => (
        <input key={personId} type="hidden" name="mention" value={personId} />
      ))}
      <Textarea
        name="markdown"
        rows={2}
        maxLength={4_000}
        required
        aria-label={label}
        aria-keyshortcuts="c"
        data-comment-box
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={members.length > 0 ? 'Write here; @ calls a colleague' : 'Write here'}
      />
      {offered.length > 0 ? (
        <ul aria-label="Colleagues to mention" className="mt-1 flex flex-wrap gap-1">
          {offered.map(({ personId, name }) => (
            <li key={personId}>
              <Button size="sm" onClick={() => setTyped(`${typed.slice(0, typed.lastIndexOf('@'))}@${name} `)}>
                @{name}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {error ? (
        <p role="alert" className="mt-1 text-sm text-bad">
          {error}
        </p>
      ) : null}
      <Button type="submit" size="sm" tone="primary" isBusy={isBusy} className="mt-2">
        {start === '' ? 'Comment' : 'Save'}
      </Button>
    </form>
  )
}

/** Sends a form as it stands; answers what is wrong, or `null`. */
async function sendForm(body: FormData): Promise<string | null> {
  try {
    const response = await fetch(CHANGE_AT, { method: 'POST', body, headers: { accept: 'application/json' } })
    const answer: unknown = await response.json()
    const says = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null
    return response.ok ? null : String(says ?? 'This did not work. What you typed is still here.')
  } catch {
    return 'The server could not be reached. What you typed is still here.'
  }
}

function useDiscussion(shortlistId: string, entryId: string, start: ShortlistDiscussion | null, version: number) {
  const [held, setHeld] = useState<{ entryId: string; discussion: ShortlistDiscussion } | null>(
    start ? { entryId, discussion: start } : null,
  )
  const [isFailed, setIsFailed] = useState(false)
  const [again, setAgain] = useState(0)
  const newest = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `again` say that there is something new to read.
  useEffect(() => {
    newest.current += 1
    const asked = newest.current
    const query = new URLSearchParams({ shortlistId, entryId })
    fetch(`/shortlists/discussion?${query}`, { headers: { accept: 'application/json' } })
      .then(async (response) => {
        if (!response.ok) throw new Error(`The discussion answered ${response.status}.`)
        const discussion: ShortlistDiscussion = await response.json()
        if (asked !== newest.current) return
        setHeld({ entryId, discussion })
        setIsFailed(false)
      })
      .catch(() => asked === newest.current && setIsFailed(true))
  }, [shortlistId, entryId, version, again])
  return { discussion: held?.entryId === entryId ? held.discussion : null, isFailed, reload: () => setAgain((count) => count + 1) }
}
