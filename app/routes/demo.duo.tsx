import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useLoaderData, useNavigation, useRouteLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { AccountFrame } from '../account/account-frame'
import { enterDemo } from '../api/demo.server'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { whoAsks } from '../api/who-asks.server'
import { DuoDesk } from '../demo/duo-desk'
import type { loader as rootLoader } from '../root'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

/** Looking makes nothing: a world is made by the button alone. */
export async function loader({ context }: LoaderFunctionArgs) {
  if (!whoAsks(context).person?.isDemo) return null
  const api = serverApi(context)
  const duo = await api.demo.startDuo()
  const person = await personFor(context)
  const [{ last }, application, { cards, ...pipeline }] = await Promise.all([
    api.live.last({ room: 'person/me' }),
    api.applications.get({ applicationId: duo.applicationId }),
    api.hiring.pipeline({ postingId: duo.postingId }),
  ])
  return { duo, person, last, application, pipeline, cards: JSON.stringify(cards) }
}

export async function action({ context }: ActionFunctionArgs) {
  await enterDemo(context, 'UTC')
  throw redirect('/demo/duo', 303)
}

export const meta: MetaFunction = () => [
  { title: 'Both sides at once · Numerojobs' },
  {
    name: 'description',
    content: 'One application seen from both sides, live: you as the seeker and as the recruiter, with a teammate who moves cards.',
  },
]

export default function DuoPage() {
  const read = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const isBusy = useNavigation().state !== 'idle'
  const [isReady, setIsReady] = useState(false)
  useEffect(() => setIsReady(true), [])
  if (read === null)
    return (
      <AccountFrame title="See both sides at once" lead="One application, seen from both sides, live. One click, no account.">
        <p className="mb-5 text-ink-2">
          You get a seeker’s window and a recruiter’s window of the same made-up employer, and a simulated teammate who moves cards. It is
          erased after a day.
        </p>
        <Form method="post" reloadDocument>
          <Button type="submit" tone="primary" size="lg" className="w-full" isBusy={isBusy}>
            Show me both sides
          </Button>
        </Form>
      </AccountFrame>
    )
  return (
    <Page className="pt-6">
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">One application, two live views</h1>
      <p className="mt-1.5 mb-5 max-w-[70ch] text-ink-2">
        Everybody here is made up, and {read.duo.teammate.replace(' (simulated)', '')} is simulated. The rest is the product: move a card
        and watch the other window. <TextLink to="/applications">Your whole tracker</TextLink> is a made-up one too.
      </p>
      <DuoDesk {...read} nowMs={Date.parse(root?.now ?? read.application.updatedAt)} isReady={isReady} />
    </Page>
  )
}
