import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { CAREER_ACCENTS, CareerSettings, SetFrameOrigins } from '../../contract/postings'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { readAnew } from '../account/read-anew'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { CareerElsewhere } from '../postings/career-elsewhere'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Input, Select, Textarea } from '../ui/field'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const of = { organisationId: organisation.id }
  const [settings, places, verifications] = await Promise.all([api.careers.settings(of), api.careers.places(of), api.employers.list(of)])
  return { organisation, settings, places, verifications: verifications.data, origin: context.ctx.origin }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { id: organisationId } = await myOrganisation(api, params.id ?? '')
  const form = await request.formData()
  const domain = textOf(form, 'domain')
  const of = { organisationId, domain }
  try {
    switch (textOf(form, 'intent')) {
      case 'look': {
        const read = CareerSettings.safeParse({
          accent: textOf(form, 'accent'),
          letters: textOf(form, 'letters'),
          intro: textOf(form, 'intro'),
        })
        if (!read.success)
          return data<FormAnswer>(refused({}, { field: null, words: 'Give one to three letters, and at most 1,000 letters of text.' }), 400)
        await api.careers.setSettings({ organisationId, ...read.data })
        return data<FormAnswer>(done('Saved.'))
      }
      case 'frames': {
        const read = SetFrameOrigins.safeParse({ organisationId, origins: textOf(form, 'origins').split(/\s+/).filter(Boolean) })
        if (!read.success)
          return data<FormAnswer>(refused({}, { field: null, words: read.error.issues[0]?.message ?? 'Check the sites.' }), 400)
        await api.careers.setFrames(read.data)
        return data<FormAnswer>(done('Saved. Browsers let these sites show the page, and no others.'))
      }
      case 'host':
        await api.careers.setHost({ organisationId, host: textOf(form, 'host') })
        return data<FormAnswer>(done('The records are there. Your career page stands under your own name.'))
      case 'no-host':
        await api.careers.setHost({ organisationId, host: null })
        return data<FormAnswer>(done('Your career page stands at our address alone.'))
      case 'mail':
        await api.employers.start({ organisationId, method: 'mail', email: textOf(form, 'email') })
        return data<FormAnswer>(done('A code is on its way. Type it below.'))
      case 'dns':
        await api.employers.start({ organisationId, method: 'dns', domain })
        return data<FormAnswer>(done('Add the record below to your domain, then check it.'))
      case 'confirm':
        await api.employers.confirm({ ...of, code: textOf(form, 'code') })
        return data<FormAnswer>(done('The domain is yours. Your jobs say so now.'))
      case 'check':
        await api.employers.check(of)
        return data<FormAnswer>(done('The record is there. Your jobs say so now.'))
      case 'remove':
        await api.employers.remove(of)
        return data<FormAnswer>(done('The domain is taken out.'))
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<FormAnswer>(refused({}, { field: null, words: problemSentence(problem) }), problem.status)
  }
  return data<FormAnswer>(refused({}, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Career page and domains · ${page?.organisation.name ?? 'Organisation'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

const STATE = { waiting: ['warn', 'Not proved yet'], verified: ['good', 'Verified'], lapsed: ['bad', 'No longer proved'] } as const

export default function CareerSettingsPage() {
  const { organisation, settings, places, verifications, origin } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const mayManage = organisation.role === 'owner'
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <h1 className="mb-4 text-2xl font-semibold tracking-[-0.025em]">Career page and domains</h1>
      <div className="max-w-[44rem] space-y-10">
        <FormNotice answer={answer} />
        {mayManage ? null : (
          <p className="rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">An owner of the organisation can change this.</p>
        )}
        <section aria-labelledby="domains">
          <h2 id="domains" className="mb-1 text-lg font-semibold">
            Prove that a domain is yours
          </h2>
          <p className="mb-4 text-sm text-ink-2">People who look for work see it on every job of yours. It is looked at again each week.</p>
          <ul className="mb-4 space-y-3">
            {verifications.map((one) => (
              <li key={one.domain} className="rounded-lg border border-line bg-surface p-4">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-semibold break-all">{one.domain}</span>
                  <Badge tone={STATE[one.state][0]}>{STATE[one.state][1]}</Badge>
                </p>
                {one.state !== 'verified' && one.method === 'dns' ? (
                  <dl className="mt-2 text-sm break-all">
                    <dt className="text-ink-3">TXT record at</dt>
                    <dd className="font-mono">{one.recordName}</dd>
                    <dt className="mt-1 text-ink-3">that says</dt>
                    <dd className="font-mono">{one.recordValue}</dd>
                  </dl>
                ) : null}
                {mayManage ? (
                  <Form method="post" className="mt-3 flex flex-wrap items-end gap-2">
                    <input type="hidden" name="domain" value={one.domain} />
                    {one.state !== 'verified' && one.method === 'mail' ? (
                      <>
                        <Field label={`Code for ${one.domain}`}>
                          {(control) => <Input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />}
                        </Field>
                        <Button type="submit" name="intent" value="confirm" tone="primary">
                          Confirm
                        </Button>
                      </>
                    ) : null}
                    {one.state !== 'verified' && one.method === 'dns' ? (
                      <Button type="submit" name="intent" value="check" tone="primary">
                        Check the record
                      </Button>
                    ) : null}
                    <Button type="submit" name="intent" value="remove" tone="quiet" aria-label={`Take out ${one.domain}`}>
                      Take out
                    </Button>
                  </Form>
                ) : null}
              </li>
            ))}
          </ul>
          {mayManage ? (
            <div className="grid gap-6 sm:grid-cols-2">
              <Form method="post" className="space-y-3">
                <input type="hidden" name="intent" value="mail" />
                <Field label="By mail to an address there" hint="Not one of a free provider.">
                  {(control) => <Input {...control} name="email" type="email" required placeholder="jobs@example.com" />}
                </Field>
                <Button type="submit">Send a code</Button>
              </Form>
              <Form method="post" className="space-y-3">
                <input type="hidden" name="intent" value="dns" />
                <Field label="By a DNS record" hint="For who may change the domain's records.">
                  {(control) => <Input {...control} name="domain" required placeholder="example.com" />}
                </Field>
                <Button type="submit">Show the record</Button>
              </Form>
            </div>
          ) : null}
        </section>
        <section aria-labelledby="look">
          <h2 id="look" className="mb-1 text-lg font-semibold">
            Career page
          </h2>
          <p className="mb-4 text-sm text-ink-2">
            <TextLink to={`/careers/${organisation.slug}`}>{`/careers/${organisation.slug}`}</TextLink> is there from your first published
            posting on.
          </p>
          {mayManage ? (
            <Form method="post" className="space-y-4">
              <input type="hidden" name="intent" value="look" />
              <div className="grid gap-4 sm:grid-cols-2">
                <Field label="Letters in place of a logo">
                  {(control) => <Input {...control} name="letters" maxLength={3} required defaultValue={settings.letters} />}
                </Field>
                <Field label="Colour">
                  {(control) => (
                    <Select {...control} name="accent" defaultValue={settings.accent}>
                      {CAREER_ACCENTS.map((accent) => (
                        <option key={accent} value={accent}>
                          {accent}
                        </option>
                      ))}
                    </Select>
                  )}
                </Field>
              </div>
              <Field label="What you say about yourselves">
                {(control) => <Textarea {...control} name="intro" rows={4} maxLength={1_000} defaultValue={settings.intro} />}
              </Field>
              <Button type="submit" tone="primary">
                Save
              </Button>
            </Form>
          ) : null}
        </section>
        <CareerElsewhere places={places} origin={origin} mayManage={mayManage} />
      </div>
    </Page>
  )
}
