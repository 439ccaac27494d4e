import { Dialog } from '../ui/dialog'
import { KeyList, type KeyWords } from '../ui/key-list'

export const KEY_SHEET_ID = 'keys'

/** Every key of a page, and those that all operators' lists have. */
export function KeySheet({ keys }: { keys: KeyWords[] }) {
  return (
    <Dialog id={KEY_SHEET_ID} title="Keys">
      <KeyList keys={[...keys, ...COMMON_KEYS]} />
    </Dialog>
  )
}

const COMMON_KEYS: KeyWords[] = [
  { key: 'n', words: 'Show what is new' },
  { key: '/', words: 'Search everything' },
  { key: 'Esc', words: 'Leave a field, so that keys are commands again' },
  { key: '?', words: 'This list' },
]
