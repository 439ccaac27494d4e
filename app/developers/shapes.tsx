import { AnchorHeading } from './doc-section'
import type { ShownShape } from './read-document'
import { Code, Words } from './words'

/** What answers are made of: each named shape with its fields, folded until somebody looks. */
export function Shapes({ shapes }: { shapes: ShownShape[] }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {shapes.map((shape) => (
        <li key={shape.name} className="px-4 py-3">
          <AnchorHeading id={`shape-${shape.name}`} level={3} className="font-mono text-sm font-semibold">
            {shape.name}
          </AnchorHeading>
          {shape.variants.length > 0 ? (
            <p className="mt-1 text-sm text-ink-2">
              One of, by its <Code>type</Code>: {shape.variants.join(', ')}.
            </p>
          ) : (
            <details className="group mt-1">
              <summary className="inline-flex min-h-7 items-center gap-1.5 rounded-md text-sm text-ink-2 hover:text-ink">
                <span aria-hidden className="transition-transform group-open:rotate-90">
                  ›
                </span>
                {shape.fields.length} fields<span className="sr-only"> of {shape.name}</span>
              </summary>
              <dl className="mt-2 space-y-3 text-sm">
                {shape.fields.map((field) => (
                  <div key={field.name} className="grid gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
                    <dt className="min-w-0">
                      <Code>{field.name}</Code>
                      {field.isRequired ? null : <span className="text-xs text-ink-3"> may be missing</span>}
                    </dt>
                    <dd className="min-w-0 text-ink-2">
                      <Words text={field.words} /> <span className="block text-xs text-ink-3">{field.type}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
