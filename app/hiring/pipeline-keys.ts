import type { KeyWords } from '../ui/key-list'

/** What a key of a pipeline does, to the handlers that ask and to the people who read the list of keys. */
export interface PipelineKey {
  act: PipelineAct
  /** As a `keydown` names them. */
  keys: readonly string[]
  shown: string
  words: string
}
export type PipelineAct = 'next' | 'before' | 'undo' | 'step' | 'ends' | 'open' | 'lift' | 'select' | 'menu'

/** Every key of a pipeline. The handlers find what a key does here and nowhere else, so that the list of keys tells the truth. */
export const PIPELINE_KEYS: readonly PipelineKey[] = [
  { act: 'next', keys: ['j'], shown: 'j', words: 'The next candidate' },
  { act: 'before', keys: ['k'], shown: 'k', words: 'The candidate before' },
  { act: 'undo', keys: ['z'], shown: 'z', words: 'Take back the last change' },
  { act: 'step', keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], shown: '← → ↑ ↓', words: 'From card to card' },
  { act: 'ends', keys: ['Home', 'End'], shown: 'Home End', words: 'To the first and the last card of a stage' },
  { act: 'open', keys: ['Enter'], shown: 'Enter', words: 'Open the candidate' },
  { act: 'lift', keys: [' '], shown: 'Space', words: 'Pick a card up; arrows choose the place, Space puts it down, Esc takes it back' },
  { act: 'select', keys: ['x', 'X'], shown: 'x', words: 'Select a card; with Shift all up to it' },
  { act: 'menu', keys: ['m'], shown: 'm', words: 'Move, tag or end a card' },
]

/** What a key does in a pipeline; `null`: nothing of ours. */
export const pipelineActOf = (key: string): PipelineAct | null => PIPELINE_KEYS.find(({ keys }) => keys.includes(key))?.act ?? null

/** The same as the list of keys shows it. */
export const PIPELINE_KEY_WORDS: readonly KeyWords[] = [
  ...PIPELINE_KEYS.map(({ shown, words }) => ({ key: shown, words })),
  { key: 'Ctrl K', words: 'Everything that can be done with the card or the candidate: type move, reject, tag or a stage' },
]
