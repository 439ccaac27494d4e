import { useEffect, useState } from 'react'
import { IMPACT_GROUP_MIN, ImpactMeter } from '../../contract/fairness'
import { RateBar } from './rate-bar'
import { DIMENSION_WORDS, groupWords } from './words'

/** Several changes in so short a time are asked about once. */
const ASK_AFTER_MS = 400

/**
 * Rates of groups beside a list that is being worked on. It asks anew whenever `change` is another; what may not be shown is not sent.
 * @param of `shortlist=<id>` or `posting=<id>`
 * @param selected what counts as selected: `on this shortlist`
 */
export function ImpactMeterBox({ of, change, selected }: { of: string; change: string; selected: string }) {
  const [meter, setMeter] = useState<ImpactMeter | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` is why it asks again.
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/fairness/meter?${of}`, { signal: stop.signal, headers: { accept: 'application/json' } })
        if (answer.ok) setMeter(ImpactMeter.parse(await answer.json()))
      } catch {
        // Without a network the last figures stay; the list says that it is offline.
      }
    }, ASK_AFTER_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [of, change])
  const shown = meter?.dimensions.filter(({ shownAt }) => shownAt !== null) ?? []
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-3 text-sm" data-impact>
      <summary className="cursor-pointer font-medium">
        Fairness of who is {selected}
        {shown.some(({ groups }) => groups.some(({ isBelow }) => isBelow)) ? (
          <span className="ml-2 text-bad">below four fifths</span>
        ) : null}
      </summary>
      {meter === null ? (
        <p className="mt-2 text-ink-2">Asking for the figures…</p>
      ) : shown.length === 0 ? (
        <p className="mt-2 max-w-[60ch] text-ink-2">
          Silent: figures are shown of groups of at least {IMPACT_GROUP_MIN} who said what they are, and move when several people stand
          elsewhere, so that they name nobody.
        </p>
      ) : (
        <div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
          {shown.map(({ dimension, groups }) => (
            <section key={dimension} aria-label={DIMENSION_WORDS[dimension]}>
              <h3 className="mb-1 font-medium">{DIMENSION_WORDS[dimension]}</h3>
              <dl className="space-y-1">
                {groups.map(({ group, ratePercent, impactRatio, isBelow }) => (
                  <div key={group} className="flex flex-wrap items-center justify-between gap-x-3">
                    <dt className="text-ink-2">{groupWords(group)}</dt>
                    <dd>
                      {ratePercent === null ? (
                        <span className="text-ink-3">silent</span>
                      ) : (
                        <RateBar
                          ratio={ratePercent / 100}
                          isBelow={isBelow}
                          words={`${ratePercent} %${impactRatio === null ? '' : `, ratio ${impactRatio.toFixed(2)}`}`}
                        />
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      )}
    </details>
  )
}
