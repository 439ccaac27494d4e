import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { CandidateApplicationLine, CandidateLine } from '../../contract/candidates'
import { Badge } from '../ui/badge'
import { TextLink } from '../ui/text-link'
import { formatDay, TimeAgo } from '../ui/time-ago'
import { dispositionWords } from './words'

/** One candidate of a list: who, from where, and where each application stands. `children` stand under it. */
export function CandidateRow({
  candidate,
  excerpt = [],
  children,
}: {
  candidate: CandidateLine
  excerpt?: string[]
  children?: ReactNode
}) {
  const { id, name, headline, places, tags, source, poolUntil, applications } = candidate
  return (
    <li className="rounded-lg border border-line bg-surface p-4 shadow-low">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to={`/candidates/${id}`} className="min-w-0 font-semibold break-words text-ink no-underline hover:underline">
          {name}
        </Link>
        {poolUntil ? (
          <span title={`Agreed to be asked for other jobs until ${formatDay(poolUntil)}`}>
            <Badge tone="good">In the pool</Badge>
          </span>
        ) : null}
        {tags.slice(0, 4).map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </p>
      <p className="mt-0.5 text-sm break-words text-ink-2">{[headline, places.join(', '), `from ${source}`].filter(Boolean).join(' · ')}</p>
      {excerpt.length > 0 ? (
        <p className="mt-2 text-sm break-words text-ink-2">
          <Excerpt pieces={excerpt} />
        </p>
      ) : null}
      {applications.length > 0 ? (
        <ul className="mt-2 space-y-0.5 text-sm">
          {applications.map((line) => (
            <ApplicationLine key={line.applicationId} line={line} />
          ))}
        </ul>
      ) : null}
      {children}
    </li>
  )
}

/** Where one application stands, with the way to it. */
export function ApplicationLine({ line }: { line: CandidateApplicationLine }) {
  const { applicationId, postingId, postingTitle, stageName, disposition, appliedAt } = line
  return (
    <li className="text-ink-2">
      <TextLink to={`/hiring/${postingId}/${applicationId}`}>{postingTitle || 'Posting without a title'}</TextLink>:{' '}
      {disposition ? dispositionWords(disposition).toLowerCase() : (stageName ?? 'closed')}, applied <TimeAgo at={appliedAt} />
    </li>
  )
}

/** The words around a hit: every second piece is what was found. */
function Excerpt({ pieces }: { pieces: string[] }) {
  return pieces.map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: Pieces of one text have no other name, and never change places.
      <mark key={index} className="rounded-sm bg-mark text-mark-text">
        {piece}
      </mark>
    ) : (
      piece
    ),
  )
}
