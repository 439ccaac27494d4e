import { useEffect, useMemo, useRef, useState } from 'react'
import type { ApplicationCard, Stage } from '../../contract/applications'
import { isTyping } from '../ui/is-typing'
import { Board } from './board'
import { columnsOf, type Place } from './board-state'
import { BulkBar } from './bulk-bar'
import { CardMenu } from './card-menu'
import { OutcomeDialog } from './outcome-dialog'
import { SaidBar } from './said-bar'
import { type TableSort, TableView } from './table-view'
import type { Applications } from './use-applications'
import { useSelection } from './use-selection'
import { GROUP_WORDS, PRIORITY_WORDS } from './words'

type WorkbenchProps = {
  applications: Applications
  stages: Stage[]
  nowMs: number
  timeZone: string
  /** The table, with its order and the way through its pages; the board without. */
  table?: { sort: TableSort; params: URLSearchParams; next: string | null }
}

/** The board or the table with all that can be done on it: one card or many, by pointer, keys or menu, and the way back. */
export function Workbench({ applications, stages, nowMs, timeZone, table }: WorkbenchProps) {
  const { cards, marks, said, change } = applications
  const [menu, setMenu] = useState<{ id: string; button: HTMLElement } | null>(null)
  const [closing, setClosing] = useState<{ ids: string[]; place: Place } | null>(null)
  const ids = useMemo(
    () => (table ? cards.map((card) => card.id) : columnsOf(cards, stages).flatMap((column) => column.cards.map((card) => card.id))),
    [cards, stages, table],
  )
  const { selectedIds, select, selectAll, clear } = useSelection(ids)
  const cardsOf = (wanted: Iterable<string>) => [...wanted].flatMap((id) => cards.find((card) => card.id === id) ?? [])
  const menuCard = menu && cards.find((card) => card.id === menu.id)

  const move = (wanted: string[], place: Place) => {
    // Closing asks how it ended; another order among the closed asks nothing.
    const isClosing = place.group === 'closed' && cardsOf(wanted).some((card) => card.group !== 'closed' || place.afterId === undefined)
    if (isClosing) return setClosing({ ids: wanted, place })
    change(wanted, { kind: 'move', to: place }, `Moved to ${GROUP_WORDS[place.group]}: ${nameOf(cardsOf(wanted))}`)
  }
  useUndoKey(applications.undoLast)

  const shared = { cards, nowMs, timeZone, marks, selectedIds, onSelect: select, onSelectAll: selectAll }
  const openMenu = (id: string, button: HTMLElement) => setMenu({ id, button })
  const selected = [...selectedIds]
  return (
    <>
      {table ? (
        <TableView {...shared} {...table} onMenu={openMenu} />
      ) : (
        <Board {...shared} stages={stages} announced={said?.text ?? ''} onMove={move} onMenu={openMenu} />
      )}
      {selectedIds.size > 0 ? (
        <BulkBar
          count={selectedIds.size}
          onMove={(group) => {
            move(selected, { group, stageId: null })
            clear()
          }}
          onPriority={(priority) =>
            change(
              selected,
              { kind: 'fields', priority },
              `${priority ? `${PRIORITY_WORDS[priority]} priority` : 'No priority'}: ${nameOf(cardsOf(selected))}`,
            )
          }
          onTag={(tag) => change(selected, { kind: 'fields', addTags: [tag] }, `Tagged ${tag}: ${nameOf(cardsOf(selected))}`)}
          onRemove={() => {
            change(selected, { kind: 'remove' }, `Removed: ${nameOf(cardsOf(selected))}`)
            clear()
          }}
          onClear={clear}
        />
      ) : null}
      {menu && menuCard ? (
        <CardMenu
          key={menu.id}
          card={menuCard}
          stages={stages}
          button={menu.button}
          onMove={(place) => move([menu.id], place)}
          onChange={(wanted, words) => change([menu.id], wanted, words)}
          onSelect={() => select(menu.id, false)}
          onClose={() => setMenu(null)}
        />
      ) : null}
      {closing ? (
        <OutcomeDialog
          cards={cardsOf(closing.ids)}
          onCancel={() => setClosing(null)}
          onClose={(outcome) => {
            setClosing(null)
            change(closing.ids, { kind: 'move', to: { ...closing.place, outcome } }, `Closed: ${nameOf(cardsOf(closing.ids))}`)
          }}
        />
      ) : null}
      <SaidBar said={said} onClose={applications.closeSaid} />
    </>
  )
}

/** `z`, or Ctrl and z, takes back the last change. */
function useUndoKey(undoLast: () => void) {
  const latest = useRef(undoLast)
  useEffect(() => {
    latest.current = undoLast
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'z' || event.shiftKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function nameOf(cards: ApplicationCard[]): string {
  return cards.length === 1 ? (cards[0]?.title ?? '') : `${cards.length.toLocaleString('en')} applications`
}
