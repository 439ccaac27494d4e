import type { QueryReading } from '../../contract/jobs'
import { asWords } from '../../server/jobs/core/read-query'
import { TextLink } from '../ui/text-link'
import { searchUrl } from './search-url'
import { REMOTE_WORDS, TYPE_WORDS } from './words'

type QueryReadingsProps = { asked: string; readings: QueryReading[]; params: URLSearchParams }

/** Says which words of a search were taken as a filter, each with the way back to the word. */
export function QueryReadings({ asked, readings, params }: QueryReadingsProps) {
  if (readings.length === 0) return null
  return (
    <ul className="mb-4 space-y-1 text-sm text-ink-2">
      {readings.map((reading) => (
        <li key={`${reading.filter} ${reading.value}`}>
          <em>{reading.words}</em> is read as the filter{' '}
          <strong className="font-semibold text-ink">
            {reading.filter === 'remote' ? REMOTE_WORDS[reading.value] : TYPE_WORDS[reading.value]}
          </strong>
          . <TextLink to={literally(params, asked, reading, readings)}>Search for the word “{reading.words}” instead</TextLink>
        </li>
      ))}
    </ul>
  )
}

/** The search with one word as a word. The others are read from the words again, so they leave the parameters. */
function literally(params: URLSearchParams, asked: string, reading: QueryReading, readings: QueryReading[]): string {
  const isRead = (name: string, value: string) => readings.some((each) => each.filter === name && each.value === value)
  const kept = new URLSearchParams([...params].filter(([name, value]) => !isRead(name, value)))
  kept.set('q', asWords(asked, reading))
  return searchUrl(kept)
}
