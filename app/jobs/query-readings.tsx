import type { QueryReading } from '../../contract/jobs'
import { TextLink } from '../ui/text-link'
import { REMOTE_WORDS, TYPE_WORDS } from './words'

/** Says which words of a search were taken as a filter, each with the way back to the word. */
export function QueryReadings({ readings }: { readings: (QueryReading & { wordTo: string })[] }) {
  return readings.map((reading) => (
    <p key={reading.words} className="mb-4 text-sm text-ink-2">
      <em>{reading.words}</em> is read as the filter{' '}
      <strong className="font-semibold text-ink">
        {reading.filter === 'remote' ? REMOTE_WORDS[reading.value] : TYPE_WORDS[reading.value]}
      </strong>
      . <TextLink to={reading.wordTo}>Search for the word “{reading.words}” instead</TextLink>
    </p>
  ))
}
