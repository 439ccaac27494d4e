import { useNavigate, useSearchParams } from '@remix-run/react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ShortlistDiscussion, ShortlistView } from '../../contract/shortlists'
import { LiveMark } from '../applications/live-mark'
import { SaidBar } from '../applications/said-bar'
import { useDrag } from '../applications/use-drag'
import { ImpactMeterBox } from '../fairness/impact-meter'
import { KEY_SHEET_ID } from '../operators/key-sheet'
import { usePageKeys } from '../operators/use-page-keys'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { closeDialog, Dialog, isDialogOpen, openDialog } from '../ui/dialog'
import { Field, Input } from '../ui/field'
import { KeyList } from '../ui/key-list'
import { EmptyState, NoPermissionState } from '../ui/states'
import { CardFacts } from './card-facts'
import { CHANGE_AT } from './change-at'
import { COMPARE_MAX, CompareTable } from './compare-table'
import { ConflictCards } from './conflict-cards'
import { Discussion } from './discussion'
import { EntryRow, Hidden, ROW_PX } from './entry-row'
import { afterAt, afterStep, nameOf, placeOf } from './list-state'
import { PresenceBar } from './presence-bar'
import { useShortlist } from './use-shortlist'
import { VOTE_WORDS, VOTES } from './words'

const REMOVE_ID = 'remove-entry'
const KEYS = [
  { key: 'j k', words: 'Next and previous candidate' },
  { key: 'Alt ↑', words: 'Move the open candidate up; Alt ↓ down' },
  { key: '1 2 3', words: 'Vote yes, maybe, no; again to take it back' },
  { key: 'c', words: 'Write a comment' },
  { key: 'x', words: 'Compare, or not' },
  { key: 'f', words: 'Ask the others to follow you' },
  { key: 'z', words: 'Undo the last change' },
  { key: '?', words: 'This list' },
]

type ShortlistPageProps = {
  view: ShortlistView
  /** Where the room stood before the list was read. */
  last: number
  /** Of the open candidate, for pages without scripts. */
  discussion: ShortlistDiscussion | null
  /** The path of this page. */
  path: string
}

/** A shortlist: its order, whom everybody looks at, and beside it the open candidate with votes and comments. */
export function ShortlistPage({ view, last, discussion, path }: ShortlistPageProps) {
  const { shortlist, right, me, members } = view
  const list = useShortlist(view, last)
  const [asked, setAsked] = useSearchParams()
  const navigate = useNavigate()
  const openId = asked.get('entry')
  const comparedIds = asked.getAll('compare').slice(0, COMPARE_MAX)
  const open = list.lines.find(({ entry }) => entry.id === openId) ?? null
  const compared = list.lines.filter(({ entry }) => comparedIds.includes(entry.id))
  const listed = list.lines
    .map(({ entry }) => entry.applicationId)
    .sort()
    .join()
  const isOpenToChange = shortlist.closedAt === null
  const mayEdit = right === 'edit' && isOpenToChange
  const mayTalk = right !== 'view' && isOpenToChange
  const [leads, setLeads] = useState(false)
  const [followedKey, setFollowedKey] = useState<string | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)

  const addressOf = (entryId: string | null) => {
    const next = new URLSearchParams(asked)
    if (entryId) next.set('entry', entryId)
    else next.delete('entry')
    return `${path}${next.size > 0 ? `?${next}` : ''}`
  }
  const show = (entryId: string | null) => navigate(addressOf(entryId), { replace: true, preventScrollReset: true })
  // A second key may come before the page has answered the first: it goes on from where that one leads.
  const headedFor = useRef(openId)
  useEffect(() => {
    headedFor.current = openId
  }, [openId])
  const step = (by: number) => {
    const at = list.lines.findIndex(({ entry }) => entry.id === headedFor.current)
    const next = list.lines[at === -1 ? 0 : Math.max(0, Math.min(list.lines.length - 1, at + by))]
    if (!next) return
    headedFor.current = next.entry.id
    setFollowedKey(null)
    show(next.entry.id)
    document.querySelector<HTMLElement>(`[data-entry-link="${next.entry.id}"]`)?.focus()
  }
  const compare = (entryId: string) => {
    const others = comparedIds.filter((id) => id !== entryId)
    const next = new URLSearchParams(asked)
    next.delete('compare')
    for (const id of others.length === comparedIds.length ? [...others, entryId].slice(-COMPARE_MAX) : others) next.append('compare', id)
    setAsked(next, { replace: true, preventScrollReset: true })
  }
  const stepEntry = (entryId: string, by: number) => {
    list.move(entryId, afterStep(list.lines, entryId, by))
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-entry-link="${entryId}"]`)?.focus())
  }
  const voteByKey = (vote: (typeof VOTES)[number]) => open && mayTalk && list.vote(open.entry.id, open.myVote === vote ? null : vote)
  const askRemoval = (entryId: string) => {
    setRemoving(entryId)
    openDialog(REMOVE_ID)
  }

  const { look, people } = list
  useEffect(() => look(openId, leads), [look, openId, leads])
  // Whoever follows sees what the leader looks at, as long as they ask for it.
  const leader = people.find(({ key, leads: asks }) => key === followedKey && asks)
  const ledTo = leader?.at ?? null
  const showing = useRef(show)
  useEffect(() => {
    showing.current = show
  })
  useEffect(() => {
    if (ledTo !== null) showing.current(ledTo)
  }, [ledTo])

  usePageKeys({
    j: () => step(1),
    k: () => step(-1),
    '1': () => voteByKey('yes'),
    '2': () => voteByKey('maybe'),
    '3': () => voteByKey('no'),
    c: () => document.querySelector<HTMLElement>('[data-comment-box]')?.focus(),
    x: () => open && compare(open.entry.id),
    f: () => setLeads((now) => !now),
    z: list.undoLast,
    '?': () => (isDialogOpen(KEY_SHEET_ID) ? closeDialog(KEY_SHEET_ID) : openDialog(KEY_SHEET_ID)),
  })
  const startDrag = useDrag({
    onLift: () => {},
    onDrop: (entryId, _column, index) => list.move(entryId, afterAt(list.lines, entryId, index)),
    onCancel: () => {},
    countWith: () => 1,
  })

  if (list.roomState === 'signed-out')
    return (
      <NoPermissionState title="This shortlist is not open to you any more" headingLevel="h1">
        Your link was ended, or your session is over. Nothing that you saw stays on this screen.
      </NoPermissionState>
    )
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <PresenceBar
          people={list.people}
          meKey={me.key}
          leads={leads}
          followedKey={followedKey}
          onLead={setLeads}
          onFollow={(key) => setFollowedKey(key)}
        />
        <div className="flex items-center gap-3">
          {shortlist.isAnonymous ? <Badge tone="accent">Anonymous</Badge> : null}
          {isOpenToChange ? null : <Badge tone="warn">Closed</Badge>}
          <LiveMark state={list.roomState} />
        </div>
      </div>
      <p role="status" className="mb-2 min-h-5 text-sm text-ink-3">
        {list.news}
      </p>
      <ConflictCards list={list} />
      {right === 'edit' ? (
        <div className="mb-4">
          <ImpactMeterBox of={`shortlist=${shortlist.id}`} change={listed} selected="on this shortlist" />
        </div>
      ) : null}
      {compared.length > 1 ? (
        <CompareTable
          lines={compared}
          onClose={() => {
            const next = new URLSearchParams(asked)
            next.delete('compare')
            setAsked(next, { replace: true, preventScrollReset: true })
          }}
        />
      ) : null}
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        {list.lines.length === 0 ? (
          <EmptyState title="Nobody is on this shortlist yet">Add candidates of its posting, and order them together.</EmptyState>
        ) : (
          <div onPointerDown={mayEdit ? startDrag : undefined} className={open ? 'max-lg:hidden' : undefined}>
            <div data-column="list" className="board-column rounded-lg">
              <ol
                data-column-list
                data-row-px={ROW_PX}
                data-count={list.lines.length}
                aria-label="Candidates in order"
                className="relative"
              >
                <li aria-hidden="true" data-drop-line className="board-line" />
                {list.lines.map((line, index) => (
                  <EntryRow
                    key={line.entry.id}
                    line={line}
                    index={index}
                    isOpen={line.entry.id === openId}
                    isCompared={comparedIds.includes(line.entry.id)}
                    isWaiting={list.waiting.has(line.entry.id)}
                    mayEdit={mayEdit}
                    watchers={people.filter(({ key, at }) => key !== me.key && at === line.entry.id)}
                    places={placesOf(list.lines, line.entry.id)}
                    openTo={addressOf(line.entry.id)}
                    back={addressOf(openId)}
                    onMove={(after) => list.move(line.entry.id, after)}
                    onStep={(by) => stepEntry(line.entry.id, by)}
                    onOpen={() => setFollowedKey(null)}
                    onCompare={() => compare(line.entry.id)}
                    onRemove={() => askRemoval(line.entry.id)}
                  />
                ))}
              </ol>
            </div>
          </div>
        )}
        {open ? (
          <article aria-labelledby="open-heading" className="min-w-0 rounded-xl border border-line bg-surface p-5">
            <div className="mb-3 flex items-start justify-between gap-3">
              <h2 id="open-heading" className="min-w-0 text-xl font-semibold break-words">
                {nameOf(open)}
              </h2>
              <ButtonLink size="sm" tone="quiet" to={addressOf(null)} preventScrollReset replace>
                Close
              </ButtonLink>
            </div>
            {open.card.headline ? <p className="mb-4 text-ink-2">{open.card.headline}</p> : null}
            {mayTalk ? (
              <fieldset className="mb-5 flex flex-wrap gap-2">
                <legend className="sr-only">Your vote</legend>
                {VOTES.map((vote) => (
                  <form key={vote} method="post" action={CHANGE_AT}>
                    <Hidden
                      values={{
                        intent: 'vote',
                        shortlistId: shortlist.id,
                        entryId: open.entry.id,
                        vote: open.myVote === vote ? 'none' : vote,
                        back: addressOf(open.entry.id),
                      }}
                    />
                    <Button
                      type="submit"
                      size="sm"
                      tone={open.myVote === vote ? 'primary' : 'plain'}
                      aria-pressed={open.myVote === vote}
                      aria-keyshortcuts={VOTE_WORDS[vote].key}
                      onClick={(event) => {
                        event.preventDefault()
                        list.vote(open.entry.id, open.myVote === vote ? null : vote)
                      }}
                    >
                      {VOTE_WORDS[vote].word}
                    </Button>
                  </form>
                ))}
              </fieldset>
            ) : null}
            <CardFacts card={open.card} />
            <hr className="my-5 border-line" />
            <Discussion
              shortlistId={shortlist.id}
              entryId={open.entry.id}
              start={discussion}
              version={list.entryVersion(open.entry.id)}
              mayTalk={mayTalk}
              members={members}
              back={addressOf(open.entry.id)}
            />
          </article>
        ) : (
          <p className="hidden self-start rounded-xl border border-line p-5 text-ink-3 lg:block">
            Choose a candidate to read, vote and talk. Press ? for the keys.
          </p>
        )}
      </div>
      <RemoveDialog
        name={list.lines.flatMap((line) => (line.entry.id === removing ? nameOf(line) : []))[0] ?? ''}
        onRemove={(reason) => {
          closeDialog(REMOVE_ID)
          if (removing) list.remove(removing, reason)
        }}
      />
      <Dialog id={KEY_SHEET_ID} title="Keys">
        <KeyList keys={KEYS} />
      </Dialog>
      <SaidBar said={list.said} onClose={list.closeSaid} />
    </>
  )
}

/** The twin of dragging: where an entry can be put by its menu. */
function placesOf(lines: Parameters<typeof placeOf>[0], entryId: string) {
  const here = placeOf(lines, entryId)
  const to = (words: string, afterEntryId: string | null) => ({ words, afterEntryId, isHere: afterEntryId === here })
  return [
    to('Move up', afterStep(lines, entryId, -1)),
    to('Move down', afterStep(lines, entryId, 1)),
    to('Move to the top', null),
    to('Move to the end', afterAt(lines, entryId, lines.length)),
  ]
}

function RemoveDialog({ name, onRemove }: { name: string; onRemove(reason: string): void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = new FormData(event.currentTarget).get('reason')
    if (typeof reason !== 'string' || reason.trim() === '') return
    event.currentTarget.reset()
    onRemove(reason)
  }
  return (
    <Dialog id={REMOVE_ID} title={`Remove ${name}`}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-ink-2">The application goes on as before. Why it leaves this shortlist stays in the shortlist’s history.</p>
        <Field label="Reason">{(control) => <Input {...control} name="reason" required maxLength={500} autoComplete="off" />}</Field>
        <Button type="submit" tone="primary">
          Remove
        </Button>
      </form>
    </Dialog>
  )
}
