import { useEffect, useState } from 'react'
import type { ShownScorecard } from '../../contract/shortlists'
import { hashCommitment } from '../../server/shortlists/core/commitment'
import { Badge } from '../ui/badge'

/** Scorecards that the reader may see, each checked against its hash: by the server, and by this browser anew. */
export function RevealedCards({ entryId, cards }: { entryId: string; cards: readonly ShownScorecard[] }) {
  return (
    <ul className="mb-4 space-y-3">
      {cards.map((card) => (
        <RevealedCard key={card.hash} entryId={entryId} card={card} />
      ))}
    </ul>
  )
}

function RevealedCard({ entryId, card }: { entryId: string; card: ShownScorecard }) {
  const { by, scores, note, salt, hash } = card
  const [isIntact, setIsIntact] = useState(card.isIntact)
  useEffect(() => {
    let isOver = false
    void hashCommitment({ entryId, scores, note, salt }).then((own) => isOver || setIsIntact(own === hash))
    return () => {
      isOver = true
    }
  }, [entryId, scores, note, salt, hash])
  return (
    <li className="rounded-lg border border-line bg-surface p-4 text-sm" data-scorecard>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{by.name}</span>
        {isIntact ? <Badge tone="good">As committed</Badge> : <Badge tone="bad">Not what was committed</Badge>}
      </p>
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        {Object.entries(scores).map(([name, score]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="font-semibold tabular-nums">{score} of 4</dd>
          </div>
        ))}
      </dl>
      {note ? <p className="mt-2 whitespace-pre-line text-ink-2">{note}</p> : null}
      <p className="mt-2 text-xs break-all text-ink-3">
        Salt <code>{salt}</code>, hash <code>{hash}</code>
      </p>
    </li>
  )
}
