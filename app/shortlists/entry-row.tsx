import { Link } from '@remix-run/react'
import type { KeyboardEvent } from 'react'
import type { Present } from '../../contract/live'
import type { ShortlistLine } from '../../contract/shortlists'
import { Badge } from '../ui/badge'
import { CHANGE_AT } from './change-at'
import { nameOf } from './list-state'
import { FaceMark } from './presence-bar'

/** A row and the gap below it; a class, since inline styles of a page from the server do not count under its policy. */
export const ROW_PX = 68

type EntryRowProps = {
  line: ShortlistLine
  index: number
  isOpen: boolean
  isCompared: boolean
  isWaiting: boolean
  mayEdit: boolean
  /** Who else looks at it. */
  watchers: Present[]
  /** After whom it stands when moved up, down, to the top and to the end. */
  places: { words: string; afterEntryId: string | null; isHere: boolean }[]
  openTo: string
  back: string
  onMove(afterEntryId: string | null): void
  onStep(step: number): void
  onOpen(): void
  onCompare(): void
  onRemove(): void
}

/** One candidate in the order: a link that opens them, votes and comments in figures, and a menu that moves them without a mouse. */
export function EntryRow(props: EntryRowProps) {
  const { line, index, isOpen, isCompared, isWaiting, mayEdit, watchers, places, openTo, back } = props
  const { entry, card } = line
  const name = nameOf(line)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || !mayEdit) return
    event.preventDefault()
    props.onStep(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li
      data-card={mayEdit ? entry.id : undefined}
      data-selected={isOpen ? '' : undefined}
      className="mb-1.5 flex h-[62px] items-center gap-3 rounded-lg border border-line bg-surface px-3 data-selected:border-accent data-selected:bg-accent-soft"
    >
      <span className="w-6 shrink-0 text-right text-sm text-ink-3 tabular-nums">{index + 1}</span>
      <div className="min-w-0 flex-1">
        <Link
          to={openTo}
          preventScrollReset
          replace
          data-entry-link={entry.id}
          aria-current={isOpen || undefined}
          aria-keyshortcuts={mayEdit ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
          onKeyDown={onKeyDown}
          onClick={props.onOpen}
          className="block truncate font-medium text-ink no-underline hover:underline"
        >
          {name}
        </Link>
        <p className="truncate text-sm text-ink-3">{card.headline ?? 'No headline'}</p>
      </div>
      <div className="flex shrink-0 items-center gap-1.5">
        {watchers.slice(0, 3).map(({ key, name: watcher }) => (
          <FaceMark key={key} name={watcher} />
        ))}
        {isWaiting ? <Badge tone="warn">Waiting</Badge> : null}
        <p className="text-xs text-ink-2 tabular-nums">
          <span className="sr-only">Votes: </span>
          <span className="text-good">{entry.votes.yes}</span>
          <span className="sr-only"> yes,</span>
          <span aria-hidden> · </span>
          <span className="text-warn">{entry.votes.maybe}</span>
          <span className="sr-only"> maybe,</span>
          <span aria-hidden> · </span>
          <span className="text-bad">{entry.votes.no}</span>
          <span className="sr-only"> no. {entry.commentCount} comments</span>
        </p>
        <details className="relative">
          <summary
            aria-label={`Actions for ${name}`}
            className="inline-flex size-8 cursor-pointer list-none items-center justify-center rounded-md text-ink-3 hover:bg-surface-2 hover:text-ink"
          >
            <span aria-hidden>⋯</span>
          </summary>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: It only closes the menu after one of its buttons was pressed. */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: The buttons inside answer keys themselves. */}
          <div
            onClick={(event) => event.currentTarget.closest('details')?.removeAttribute('open')}
            className="absolute top-full right-0 z-20 mt-1 w-52 rounded-lg border border-line bg-surface p-1 shadow-high"
          >
            {mayEdit
              ? places.map(({ words, afterEntryId, isHere }) => (
                  <form key={words} method="post" action={CHANGE_AT}>
                    <Hidden
                      values={{ intent: 'move', shortlistId: entry.shortlistId, entryId: entry.id, afterEntryId: afterEntryId ?? '', back }}
                    />
                    <MenuButton
                      isDisabled={isHere}
                      onPress={(event) => {
                        event.preventDefault()
                        props.onMove(afterEntryId)
                      }}
                    >
                      {words}
                    </MenuButton>
                  </form>
                ))
              : null}
            <MenuButton isScriptOnly onPress={props.onCompare}>
              {isCompared ? 'Do not compare' : 'Compare'}
            </MenuButton>
            {mayEdit ? (
              <MenuButton isScriptOnly onPress={props.onRemove}>
                Remove…
              </MenuButton>
            ) : null}
          </div>
        </details>
      </div>
    </li>
  )
}

export function Hidden({ values }: { values: Record<string, string> }) {
  return Object.entries(values).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}

type MenuButtonProps = {
  isDisabled?: boolean
  /** Does nothing without scripts, so that it is not shown then. */
  isScriptOnly?: boolean
  onPress(event: { preventDefault(): void }): void
  children: string
}

function MenuButton({ isDisabled, isScriptOnly, onPress, children }: MenuButtonProps) {
  return (
    <button
      type={isScriptOnly ? 'button' : 'submit'}
      disabled={isDisabled}
      onClick={onPress}
      className={`min-h-8 w-full items-center rounded-md px-2.5 text-left text-sm text-ink hover:bg-surface-2 disabled:text-ink-3 ${isScriptOnly ? 'hidden scripting:flex' : 'flex'}`}
    >
      {children}
    </button>
  )
}
