import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'

export const KEY_SHEET_ID = 'keys'

export type KeyWords = { key: string; words: string }

/** Every key of a page, and those that all operators' lists have. */
export function KeySheet({ keys }: { keys: KeyWords[] }) {
  return (
    <Dialog id={KEY_SHEET_ID} title="Keys">
      <dl className="grid grid-cols-[3rem_minmax(0,1fr)] items-center gap-y-3">
        {[...keys, ...COMMON_KEYS].map(({ key, words }) => (
          <div key={key} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd className="text-ink-2">{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

const COMMON_KEYS: KeyWords[] = [
  { key: 'n', words: 'Show what is new' },
  { key: 'Esc', words: 'Leave a field, so that keys are commands again' },
  { key: '?', words: 'This list' },
]
