import { useNavigate } from '@remix-run/react'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ApplicationCard, Stage } from '../../contract/applications'
import { STAGE_GROUPS } from '../../contract/stages'
import { refusalToMove } from '../../server/applications/core/stages'
import { CheckIcon } from '../ui/icons'
import type { CardChange, Place } from './board-state'
import { GROUP_LOOK, GROUP_WORDS, PRIORITY_WORDS } from './words'

type CardMenuProps = {
  card: ApplicationCard
  stages: Stage[]
  /** The button it was opened by: it stands below it, and the focus goes back to it. */
  button: HTMLElement
  onMove(to: Place): void
  onChange(change: CardChange, words: string): void
  onSelect(): void
  onClose(): void
}

const gapPx = 4

/** What can be done with a card: the twin of dragging it, for every pointer and every keyboard. */
export function CardMenu({ card, stages, button, onMove, onChange, onSelect, onClose }: CardMenuProps) {
  const menuRef = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ left: number; top: number } | null>(null)
  const navigate = useNavigate()
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })

  useLayoutEffect(() => {
    const menu = menuRef.current
    if (!menu) return
    const anchor = button.getBoundingClientRect()
    const { width, height } = menu.getBoundingClientRect()
    const below = anchor.bottom + gapPx
    setAt({
      left: Math.max(gapPx, Math.min(anchor.right - width, window.innerWidth - width - gapPx)),
      top: below + height > window.innerHeight ? Math.max(gapPx, anchor.top - height - gapPx) : below,
    })
    menu.querySelector<HTMLElement>('[role^=menuitem]:not([aria-disabled])')?.focus()
  }, [button])
  useEffect(() => {
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && menuRef.current?.contains(event.target))) close.current()
    }
    document.addEventListener('pointerdown', leave, true)
    window.addEventListener('resize', leave)
    return () => {
      document.removeEventListener('pointerdown', leave, true)
      window.removeEventListener('resize', leave)
    }
  }, [])

  const done = (work: () => void) => () => {
    onClose()
    if (button.isConnected) button.focus()
    work()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(menuRef.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
    const now = items.findIndex((item) => item.matches(':focus'))
    const go = (index: number) => {
      event.preventDefault()
      items.at(index % items.length)?.focus()
    }
    switch (event.key) {
      case 'ArrowDown':
        return go(now + 1)
      case 'ArrowUp':
        return go(now - 1)
      case 'Home':
        return go(0)
      case 'End':
        return go(-1)
      case 'Escape':
      case 'Tab':
        event.preventDefault()
        event.stopPropagation()
        return done(() => {})()
    }
  }

  return (
    <div
      ref={menuRef}
      role="menu"
      tabIndex={-1}
      aria-label={`Actions for ${card.title}`}
      onKeyDown={onKeyDown}
      style={at ?? { visibility: 'hidden' }}
      className="fixed z-50 max-h-[calc(100dvh-1rem)] w-60 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-high"
    >
      <Item onChoose={() => navigate(`/applications/${card.id}`)}>Open</Item>
      <Item onChoose={done(onSelect)}>Select</Item>
      <MenuHeading>Move to</MenuHeading>
      {STAGE_GROUPS.flatMap((group) => [
        { group, stageId: null, name: GROUP_WORDS[group] },
        ...stages.filter((stage) => stage.group === group).map((stage) => ({ group, stageId: stage.id, name: stage.name })),
      ]).map(({ group, stageId, name }) => {
        const isHere = card.group === group && card.stageId === stageId
        const refusal = group === 'closed' ? null : refusalToMove(card, { group, stageId }, null)
        return (
          <Item
            key={stageId ?? group}
            isChecked={isHere}
            isDisabled={refusal !== null}
            title={refusal?.message}
            onChoose={done(() => (isHere && group !== 'closed' ? undefined : onMove({ group, stageId })))}
          >
            <span aria-hidden className={`size-2 rounded-full ${GROUP_LOOK[group].dot} ${stageId ? 'ml-3' : ''}`} />
            {name}
            {group === 'closed' ? '…' : ''}
          </Item>
        )
      })}
      <MenuHeading>Priority</MenuHeading>
      {[1, 2, 3, null].map((priority) => (
        <Item
          key={priority}
          isChecked={card.priority === priority}
          onChoose={done(() =>
            onChange(
              { kind: 'fields', priority },
              priority ? `${PRIORITY_WORDS[priority]} priority: ${card.title}` : `No priority: ${card.title}`,
            ),
          )}
        >
          {priority ? PRIORITY_WORDS[priority] : 'None'}
        </Item>
      ))}
      <hr className="my-1 border-line" />
      <Item onChoose={done(() => onChange({ kind: 'remove' }, `Removed: ${card.title}`))}>Remove</Item>
    </div>
  )
}

function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <p role="presentation" className="px-2.5 pt-2 pb-0.5 text-2xs font-semibold tracking-wide text-ink-3">
      {children}
    </p>
  )
}

type ItemProps = {
  /** Makes it one of several of which one is chosen. */
  isChecked?: boolean
  isDisabled?: boolean
  title?: string | undefined
  onChoose(): void
  children: ReactNode
}

function Item({ isChecked, isDisabled, title, onChoose, children }: ItemProps) {
  return (
    <button
      type="button"
      {...(isChecked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': isChecked })}
      tabIndex={-1}
      title={title}
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onChoose}
      className="flex min-h-8 w-full items-center gap-2 rounded-md px-2.5 text-left text-sm text-ink hover:bg-surface-2 focus-visible:bg-surface-2 focus-visible:-outline-offset-2 aria-disabled:text-ink-3 aria-disabled:line-through"
    >
      {children}
      {isChecked ? <CheckIcon className="ml-auto size-4 text-accent" /> : null}
    </button>
  )
}
