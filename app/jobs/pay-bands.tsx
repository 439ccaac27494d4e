import type { FacetValue } from '../../contract/jobs'

const BAND_WIDTH = 20_000
const BANDS_MIN = 3

/**
 * How yearly pay is spread, in the chosen currency or the one most jobs name. Too few bands draw nothing.
 *
 * @param values `EUR 60000`: the currency and the lower edge of a band of 20,000, with how many jobs are in it
 */
export function PayBands({ values, currency }: { values: FacetValue[]; currency: string | undefined }) {
  const bands = values.flatMap(({ value, count }) => {
    const [code, edge] = value.split(' ')
    return code && edge ? [{ code, edge: Number(edge), count }] : []
  })
  const shownCurrency = currency ?? bands[0]?.code
  const shown = bands.filter((band) => band.code === shownCurrency).sort((a, b) => a.edge - b.edge)
  const [first, last] = [shown[0], shown.at(-1)]
  if (!first || !last || shown.length < BANDS_MIN) return null
  const top = Math.max(...shown.map((band) => band.count))
  const width = last.edge - first.edge + BAND_WIDTH
  return (
    <figure className="mb-2">
      <svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" className="h-10 w-full">
        {shown.map((band) => {
          const height = Math.max(1, (band.count / top) * 24)
          return (
            <rect
              key={band.edge}
              x={((band.edge - first.edge) / width) * 100 + 0.5}
              y={24 - height}
              width={(BAND_WIDTH / width) * 100 - 1}
              height={height}
              className="fill-accent opacity-70"
            />
          )
        })}
      </svg>
      <figcaption className="flex justify-between text-2xs text-ink-3 tabular-nums">
        <span>{(first.edge / 1000).toLocaleString('en')}k</span>
        <span>{shownCurrency}</span>
        <span>{((last.edge + BAND_WIDTH) / 1000).toLocaleString('en')}k</span>
      </figcaption>
    </figure>
  )
}
