import { Fragment } from 'react'
import type { SearchHit } from '../../contract/search'
import { aboutOf } from './words'

/** One hit in two lines at most, with what was looked for marked in it. */
export function HitText({ hit, q, timeZone }: { hit: SearchHit; q: string; timeZone: string }) {
  const about = aboutOf(hit, timeZone)
  return (
    <>
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="font-medium break-words text-ink">{hit.kind === 'page' ? hit.title : <Marked text={hit.title} q={q} />}</span>
        {about ? <span className="text-sm text-ink-2">{about}</span> : null}
      </span>
      {hit.excerpt ? (
        <span className="block text-sm break-words text-ink-2">
          <Marked text={hit.excerpt} q={q} />
        </span>
      ) : null}
    </>
  )
}

const MARK = 'rounded-sm bg-mark text-mark-text'

function Marked({ text, q }: { text: string; q: string }) {
  const words = q.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return <>{text}</>
  const found = [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})`, 'giu'))]
  return (
    <>
      {found.map(({ 0: word, index }, nth) => {
        const before = found[nth - 1]
        return (
          <Fragment key={index}>
            {text.slice(before ? before.index + before[0].length : 0, index)}
            <mark className={MARK}>{word}</mark>
          </Fragment>
        )
      })}
      {text.slice(found.reduce((_, { 0: word, index }) => index + word.length, 0))}
    </>
  )
}
