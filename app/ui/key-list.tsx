import { Kbd } from './kbd'

export type KeyWords = { key: string; words: string }

/** Keys and what each does. */
export function KeyList({ keys }: { keys: KeyWords[] }) {
  return (
    <dl className="grid grid-cols-[minmax(3rem,auto)_minmax(0,1fr)] items-center gap-x-4 gap-y-3">
      {keys.map(({ key, words }) => (
        <div key={key} className="contents">
          <dt className="flex gap-1">
            {key.split(' ').map((each) => (
              <Kbd key={each}>{each}</Kbd>
            ))}
          </dt>
          <dd className="text-ink-2">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
