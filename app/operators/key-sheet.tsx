import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'

export const KEY_SHEET_ID = 'keys'

const KEYS = [
  { key: 'j', words: 'Next lead' },
  { key: 'k', words: 'Previous lead' },
  { key: 'a', words: 'Approve, with the fields as they stand' },
  { key: 'r', words: 'Reject: then 1, 2 or 3 says as what' },
  { key: 'n', words: 'Show what is new' },
  { key: 'Esc', words: 'Leave a field, so that keys are commands again' },
  { key: '?', words: 'This list' },
]

/** Every key of the queue. */
export function KeySheet() {
  return (
    <Dialog id={KEY_SHEET_ID} title="Keys">
      <dl className="grid grid-cols-[3rem_minmax(0,1fr)] items-center gap-y-3">
        {KEYS.map(({ key, words }) => (
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
