type Point = { label: string; value: number }

/** Bars over time, oldest first. The figures are in the table that screen readers get instead. */
export function BarChart({ points, label, className }: { points: Point[]; label: string; className?: string }) {
  const top = Math.max(1, ...points.map((point) => point.value))
  const width = 100 / Math.max(1, points.length)
  return (
    <figure>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true" className={className ?? 'h-28 w-full'}>
        <line x1="0" x2="100" y1="39.8" y2="39.8" className="stroke-line" strokeWidth="1" vectorEffect="non-scaling-stroke" />
        {points.map((point, index) => {
          const height = (point.value / top) * 38
          return (
            <rect
              key={point.label}
              x={index * width + width * 0.12}
              y={39.6 - height}
              width={width * 0.76}
              height={height}
              className="fill-accent"
            >
              <title>{`${point.label}: ${point.value.toLocaleString('en')}`}</title>
            </rect>
          )
        })}
      </svg>
      <figcaption className="sr-only">{label}</figcaption>
      {/* A table takes the room it needs, however small it is told to be: only a box around it hides it. */}
      <div className="sr-only">
        <table>
          <caption>{label}</caption>
          <tbody>
            {points.map((point) => (
              <tr key={point.label}>
                <th scope="row">{point.label}</th>
                <td>{point.value.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
