import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { PhoneNumber, SetConsent, SetPreferences } from '../../contract/notifications'
import { readAnew } from '../account/read-anew'
import { serverApi } from '../api/server'
import { ConsentList } from '../notifications/consent-list'
import { DeliveryTable } from '../notifications/delivery-table'
import { EventMatrix } from '../notifications/event-matrix'
import { PhoneForm } from '../notifications/phone-form'
import { readPreferencesForm } from '../notifications/read-preferences-form'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'

export const shouldRevalidate = readAnew

export async function loader({ request, context }: LoaderFunctionArgs) {
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined
  const api = serverApi(context)
  const [preferences, consents, deliveries] = await Promise.all([
    api.notifications.preferences(),
    api.consents.list(),
    api.notifications.deliveries({ limit: 20, cursor }),
  ])
  return { preferences, consents: consents.data, deliveries, isFirst: cursor === undefined }
}

interface Answer {
  message: string
  isDone: boolean
  fields: Record<string, string> | null
  isWaitingForCode: boolean
  /** A number that could not be used, so that it can be put right. */
  typedPhone?: string
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  try {
    return data(await carryOut(form, serverApi(context)))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const fields = problem.fields ?? null
    const isWaitingForCode = form.get('intent') === 'confirm-phone'
    const typedPhone = String(form.get('phone') ?? '')
    return data<Answer>({ message: problemSentence(problem), isDone: false, fields, isWaitingForCode, typedPhone }, problem.status)
  }
}

async function carryOut(form: FormData, { notifications, consents }: ReturnType<typeof serverApi>): Promise<Answer> {
  const done = (message: string): Answer => ({ message, isDone: true, fields: null, isWaitingForCode: false })
  const refused = (message: string, fields: Answer['fields'] = null): Answer => ({
    message,
    isDone: false,
    fields,
    isWaitingForCode: false,
  })
  switch (form.get('intent')) {
    case 'preferences': {
      const read = SetPreferences.safeParse(readPreferencesForm(form))
      if (!read.success) return refused('Quiet hours need a beginning and another end, or neither.')
      await notifications.setPreferences(read.data)
      return done('Saved.')
    }
    case 'consent': {
      const read = SetConsent.safeParse({
        textId: form.get('textId'),
        textVersion: Number(form.get('textVersion')),
        given: form.get('given') === 'yes',
      })
      if (!read.success) return refused('These words have changed. Read the new ones below.')
      await consents.set(read.data)
      return done(
        read.data.given
          ? 'Noted: you agree, and can take it back at any time.'
          : 'Noted: taken back. Nothing of this kind leaves from now on.',
      )
    }
    case 'phone': {
      const read = PhoneNumber.safeParse(form.get('phone') ?? '')
      if (!read.success) {
        const fields = { phone: 'Give the number with its country code, like +49 151 12345678.' }
        return { ...refused('This number cannot be used.', fields), typedPhone: String(form.get('phone') ?? '') }
      }
      const { minutes } = await notifications.startPhone({ phone: read.data })
      return { ...done(`A code is on its way. It is good for ${minutes} minutes.`), isWaitingForCode: true }
    }
    case 'confirm-phone':
      await notifications.confirmPhone({ code: String(form.get('code') ?? '') })
      return done('Your number is confirmed. Text messages leave only for what you agree to below.')
    case 'remove-phone':
      await notifications.removePhone()
      return done('The number is forgotten, and no text message leaves any more.')
    default:
      return refused('This page is older than what it asks for. Load it anew.')
  }
}

export const meta: MetaFunction = () => [{ title: 'Notification settings · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function NotificationSettings() {
  const { preferences, consents, deliveries, isFirst } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <div className="max-w-[52rem]">
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Notifications</h1>
      {answer ? (
        <p
          role={answer.isDone ? 'status' : 'alert'}
          className={clsx(
            'mt-4 rounded-md px-3 py-2 text-sm font-medium',
            answer.isDone ? 'bg-good-soft text-good' : 'bg-bad-soft text-bad',
          )}
        >
          {answer.message}
        </p>
      ) : null}
      <Section title="What you hear of" lead="Mails about your own account (codes, links, receipts) always come.">
        <EventMatrix preferences={preferences} consents={consents} />
      </Section>
      <Section title="Your phone" lead="Only needed for text messages.">
        <PhoneForm
          phoneEnding={preferences.phoneEnding}
          isWaiting={answer?.isWaitingForCode ?? false}
          error={answer?.fields ?? null}
          typed={answer?.typedPhone ?? ''}
        />
      </Section>
      <Section
        title="What you agree to"
        lead="Each in these very words. We keep which version you agreed to, when and how, and when you took it back."
      >
        <ConsentList consents={consents} hasPhone={preferences.phoneEnding !== null} />
      </Section>
      <Section
        title="What was sent to you"
        lead="“Sent” means that a mail server took it; only some tell us when it was delivered. What we did not even try says why."
      >
        {deliveries.data.length > 0 ? (
          <>
            <DeliveryTable deliveries={deliveries.data} caption="Messages to you" />
            <Pagination
              firstTo={isFirst ? null : '/settings/notifications'}
              nextTo={deliveries.next && `/settings/notifications?cursor=${encodeURIComponent(deliveries.next)}`}
            />
          </>
        ) : (
          <EmptyState title="No message yet" headingLevel="h3">
            <p>Every mail and text message to you is listed here with what became of it.</p>
          </EmptyState>
        )}
      </Section>
    </div>
  )
}

function Section({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <section className="mt-10">
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="mt-1 mb-4 text-sm text-ink-2">{lead}</p>
      {children}
    </section>
  )
}
