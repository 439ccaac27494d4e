import { PIPELINE_KEY_WORDS } from '../hiring/pipeline-keys'
import type { KeyWords } from '../ui/key-list'

/** Keys that every page has. */
const EVERYWHERE: KeyWords[] = [
  { key: 'Ctrl K', words: 'Search everything; ⌘ K on a Mac' },
  { key: '/', words: 'The same, or the search box of this page' },
  { key: '?', words: 'This list' },
]

/** Keys that some pages have besides. `path` is what the address begins with. */
const OF_PAGES: { path: RegExp; keys: KeyWords[] }[] = [
  {
    path: /^\/jobs$/,
    keys: [
      { key: 'j', words: 'The next job' },
      { key: 'k', words: 'The job before' },
      { key: 'Enter', words: 'Open it' },
    ],
  },
  {
    path: /^\/applications$/,
    keys: [
      { key: '← → ↑ ↓', words: 'From card to card' },
      { key: 'Space', words: 'Pick a card up; arrows choose the place, Space puts it down, Esc takes it back' },
      { key: 'm', words: 'The menu of a card' },
      { key: 'x', words: 'Select a card; with Shift all up to it' },
      { key: 'z', words: 'Take back the last change' },
    ],
  },
  { path: /^\/hiring\/pos_[^/]+(?:\/app_[^/]+)?$/, keys: [...PIPELINE_KEY_WORDS] },
  {
    path: /^\/profile\/resume\//,
    keys: [
      { key: 'Ctrl Z', words: 'Take back the last edit' },
      { key: 'Ctrl Shift Z', words: 'Do it again' },
    ],
  },
]

/** The keys of the page at a path, its own ones first. */
export function keysOf(pathname: string): KeyWords[] {
  return [...OF_PAGES.filter(({ path }) => path.test(pathname)).flatMap(({ keys }) => keys), ...EVERYWHERE]
}
