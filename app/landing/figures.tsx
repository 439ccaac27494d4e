import { Page } from '../ui/page-shell'

/** Figures as they are now. */
export function Figures({ figures }: { figures: { name: string; value: number }[] }) {
  return (
    <div className="border-b border-line">
      <Page>
        <dl className="grid grid-cols-2 gap-y-6 py-7 lg:grid-cols-4">
          {figures.map(({ name, value }) => (
            <div key={name} className="flex flex-col-reverse lg:not-first:border-l lg:not-first:border-line lg:not-first:pl-8">
              <dt className="text-sm text-ink-2">{name}</dt>
              <dd className="text-3xl font-semibold tracking-[-0.03em] tabular-nums">{value.toLocaleString('en')}</dd>
            </div>
          ))}
        </dl>
      </Page>
    </div>
  )
}
