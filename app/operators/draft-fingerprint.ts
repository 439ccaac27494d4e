import type { DraftValues } from '../leads/draft-values'

/** The fields as one text, to see whether any was changed. Browsers send line ends their own way. */
export function draftFingerprint(values: DraftValues): string {
  const lines = Object.entries(values).map(([name, value]) => [name, value.replaceAll('\r\n', '\n').trim()])
  return JSON.stringify(lines.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}
