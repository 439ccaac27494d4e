import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { REFLECTION_NOTE } from '../../server/numerology/core/numbers'
import { Calculator } from '../numerology/calculator'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export function loader({ context }: LoaderFunctionArgs) {
  return { origin: context.ctx.origin }
}

export const meta: MetaFunction = () => [
  { title: 'Numerology calculators that send nothing · Numerojobs' },
  {
    name: 'description',
    content:
      'Life path by three methods, expression, soul urge and more, with the arithmetic shown step by step. Worked out in your browser. For reflection; no predictive value.',
  },
]

export default function NumerologyPage() {
  const { origin } = useLoaderData<typeof loader>()
  return (
    <Page className="py-8 sm:py-12">
      <h1 className="text-3xl font-semibold tracking-[-0.03em] sm:text-4xl">Numerology, worked out in front of you</h1>
      <p className="mt-3 mb-8 max-w-[46rem] text-lg text-ink-2">
        Every number with its arithmetic and its method. <strong className="font-semibold text-ink">{REFLECTION_NOTE}</strong> What you type
        here reaches nobody, and nobody needs it.
      </p>
      <Calculator origin={origin} />
      <p className="mt-10 max-w-[46rem] text-sm text-ink-3">
        Numbers made of dates and names say nothing about how somebody works, and to choose people by them can be unlawful. They can be a
        nice occasion to ask oneself a question. What we keep of anybody stands under <TextLink to="/privacy">privacy</TextLink>.
      </p>
    </Page>
  )
}
