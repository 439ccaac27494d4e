import { Link, useNavigate } from '@remix-run/react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { SearchIcon } from '../ui/icons'
import { Kbd } from '../ui/kbd'
import { findCommands, type PageCommand, type PageCommands } from '../ui/page-commands'
import { HitText } from './hit-text'
import { useFound } from './use-found'
import { KIND_HEADINGS, searchPath } from './words'

/**
 * A search box whose hits are listed as one types: arrows choose, Enter opens. What can be done on the page stands before what is found. The box
 * keeps the keyboard throughout.
 */
export function Palette({ offer, onClose }: { offer: PageCommands | null; onClose(): void }) {
  const [q, setQ] = useState('')
  const { found, isUnreached } = useFound(q.trim())
  const [activeIndex, setActiveIndex] = useState(0)
  const navigate = useNavigate()
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const isFresh = found?.q === q.trim()
  const groups = found?.groups ?? []
  const hits = groups.flatMap((group) => group.hits)
  const all = q.trim() === '' ? [] : [{ to: searchPath(q.trim()) }]
  const commands = findCommands(offer, q)
  const options: ({ to: string } | PageCommand)[] = [...commands, ...hits, ...all]
  const active = Math.min(activeIndex, options.length - 1)
  useEffect(() => {
    list.current?.querySelector(`[data-option="${active}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const go = (option: { to: string } | PageCommand | undefined) => {
    if (option === undefined) return
    onClose()
    if ('run' in option) option.run()
    else navigate(option.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While letters are being composed, keys belong to that.
    if (event.nativeEvent.isComposing) return
    switch (event.key) {
      case 'ArrowDown':
        event.preventDefault()
        return setActiveIndex((active + 1) % Math.max(1, options.length))
      case 'ArrowUp':
        event.preventDefault()
        return setActiveIndex((active + options.length - 1) % Math.max(1, options.length))
      case 'Enter':
        event.preventDefault()
        // What the page itself does is known at once.
        if (active < commands.length) return go(commands[active])
        // What was found for older words is not what was typed: then all of it is shown on its page.
        if (isUnreached && !isFresh) return
        return go(isFresh ? options[active] : { to: searchPath(q.trim()) })
    }
  }
  const optionProps = (index: number) => ({
    id: `${id}-${index}`,
    role: 'option',
    tabIndex: -1,
    'data-option': index,
    'aria-selected': index === active,
    onMouseMove: () => setActiveIndex(index),
    onClick: () => onClose(),
    className:
      'block w-full rounded-md px-3 py-2 text-left text-ink no-underline aria-selected:bg-surface-2 aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-accent',
  })
  let index = -1
  return (
    <div className="flex max-h-[min(34rem,80dvh)] flex-col">
      <div className="relative border-b border-line">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-ink-3" />
        <input
          // biome-ignore lint/a11y/noAutofocus: Whoever opened a search types next.
          autoFocus
          type="text"
          role="combobox"
          aria-label="Search everything"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={q}
          onChange={(event) => {
            setQ(event.target.value)
            setActiveIndex(0)
          }}
          onKeyDown={onKeyDown}
          placeholder="Search everything"
          className="h-14 w-full bg-transparent pr-4 pl-12 text-base text-ink outline-none placeholder:text-ink-3"
        />
      </div>
      <p role="status" className="sr-only">
        {isFresh ? countWords(hits.length + commands.length) : ''}
      </p>
      {isUnreached ? (
        <p role="alert" className="border-b border-line bg-warn-soft px-4 py-2.5 text-sm text-warn">
          The server could not be reached. What you typed is looked for when you are connected.
        </p>
      ) : null}
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Found"
        aria-busy={!isFresh && !isUnreached}
        tabIndex={-1}
        className="overflow-y-auto overscroll-contain p-2"
      >
        {offer && commands.length > 0 ? (
          // biome-ignore lint/a11y/useSemanticElements: Within a list box a group is no fieldset.
          <div role="group" aria-labelledby={`${id}-commands`} className="mb-2">
            <p id={`${id}-commands`} className="truncate px-3 pt-2 pb-1 text-xs font-semibold text-ink-3">
              {offer.heading}
            </p>
            {commands.map((command) => {
              index += 1
              return (
                <button key={command.id} type="button" {...optionProps(index)} onClick={() => go(command)}>
                  {command.title}
                </button>
              )
            })}
          </div>
        ) : null}
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: Within a list box a group is no fieldset.
          <div key={group.kind} role="group" aria-labelledby={`${id}-${group.kind}`} className="mb-2">
            <p id={`${id}-${group.kind}`} className="px-3 pt-2 pb-1 text-xs font-semibold text-ink-3">
              {KIND_HEADINGS[group.kind]}
            </p>
            {group.hits.map((hit) => {
              index += 1
              return (
                <Link key={`${hit.id} ${hit.to}`} to={hit.to} {...optionProps(index)}>
                  <HitText hit={hit} q={found?.q ?? ''} timeZone={found?.timeZone ?? 'UTC'} />
                </Link>
              )
            })}
          </div>
        ))}
        {all.map(({ to }) => (
          <Link key={to} to={to} {...optionProps(commands.length + hits.length)}>
            {isFresh && hits.length === 0 ? 'Nothing holds all of this. Look closer: ' : 'All results for '}
            <strong className="font-semibold">{q.trim()}</strong>
          </Link>
        ))}
      </div>
      <p aria-hidden className="hidden gap-4 border-t border-line px-4 py-2.5 text-xs text-ink-3 sm:flex">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
        </span>
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>Esc</Kbd> close
        </span>
        <span className="ml-auto">
          <Kbd>?</Kbd> keys of a page
        </span>
      </p>
    </div>
  )
}

const countWords = (count: number) => (count === 0 ? 'Nothing was found.' : `${count} found. Arrows choose, Enter opens.`)
