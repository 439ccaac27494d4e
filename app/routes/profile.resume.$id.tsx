import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { JsonResume, SaveResume } from '../../contract/resumes'
import { draftFromForm, resumeOf } from '../../server/resumes/core/draft'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { Fold, Section } from '../applications/section'
import { counted } from '../imports/words'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Builder } from '../resumes/builder'
import { HistoryPanel, LinksPanel, SentPanel } from '../resumes/resume-panels'
import type { SaveAnswer } from '../resumes/use-builder'
import { Button, buttonClass } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

const OPEN_APPLICATIONS = 50

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const resumeId = params.id ?? ''
  const cursor = new URL(request.url).searchParams.get('revisions') ?? undefined
  const { last } = await api.live.last({ room: 'person/me' })
  const [resume, revisions, links, sent, applications] = await Promise.all([
    api.resumes.get({ resumeId }),
    api.resumes.revisions({ resumeId, limit: 20, cursor }),
    api.resumes.links({ resumeId }),
    api.resumes.sent({ resumeId }),
    api.applications.list({ limit: OPEN_APPLICATIONS }),
  ])
  const open = applications.data.map(({ id, title, companyName }) => ({ id, title, companyName }))
  return { person, last, resume, revisions, links, sent, open }
}

const Said = z.object({ name: SaveResume.shape.name, resume: JsonResume })

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const { resumes } = serverApi(context)
  const resumeId = params.id ?? ''
  const text = (name: string) => String(form.get(name) ?? '')
  const version = Number(text('version'))
  // With the same `at` the builder stays as it is, with what was typed and what can be undone.
  const at = new URL(request.url).searchParams.get('at')
  const here = (hash: string) => redirect(`/profile/resume/${resumeId}${at ? `?at=${encodeURIComponent(at)}` : ''}${hash}`)
  const isAutosave = text('intent') === 'autosave'
  try {
    switch (text('intent')) {
      case 'autosave': {
        const said = Said.parse(JSON.parse(text('said')))
        const held = await resumes.save({ resumeId, version, ...said })
        return data<SaveAnswer>({ saved: true, version: held.version })
      }
      case 'save-form': {
        const values = [...form].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
        const { resume: held } = await resumes.get({ resumeId })
        const read = resumeOf(draftFromForm(values, new Set(), held.meta))
        if (!read.resume) return data({ message: `This cannot be saved: ${Object.values(read.errors).join(' ')}` }, 400)
        await resumes.save({ resumeId, version, name: text('name'), resume: read.resume })
        return here('')
      }
      case 'restore':
        return redirect(`/profile/resume/${resumeId}?at=${(await resumes.restoreRevision({ resumeId, version })).version}`)
      case 'label':
        await resumes.labelRevision({ resumeId, version, label: text('label').trim() || null })
        return here('#history')
      case 'make-link':
        await resumes.makeLink({ resumeId, days: Number(text('days')), showsContact: text('showsContact') === 'yes' })
        return here('#links')
      case 'revoke-link':
        await resumes.revokeLink({ linkId: text('linkId') })
        return here('#links')
      case 'remove-link':
        await resumes.removeLink({ linkId: text('linkId') })
        return here('#links')
      case 'send':
        await resumes.sendVersion({ resumeId, applicationId: text('applicationId') })
        return here('#sent')
      case 'remove':
        await resumes.remove({ resumeId })
        return redirect('/profile')
      default:
        return data({ message: 'This page is older than what it asks for. Load it anew.' }, 400)
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const message = problemSentence(problem)
    if (isAutosave) return data<SaveAnswer>({ saved: false, message, isConflict: problem.status === 409 })
    return data({ message }, problem.status)
  }
}

/** Without a network what was typed stays on the page, and says that it is not saved. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const isAutosave = (await request.clone().formData()).get('intent') === 'autosave'
  const message = UNSENT_WORDS
  return sendOrStay(() => serverAction<typeof action>(), isAutosave ? { saved: false, message, isConflict: false } : { message })
}

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.resume.name ?? 'Résumé'} · Numerojobs` },
  { name: 'robots', content: 'noindex' },
]

export default function ResumePage() {
  const { person, last, resume, revisions, links, sent, open } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()
  return (
    <Page className="pt-6">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
        <nav aria-label="Breadcrumb">
          <TextLink to="/profile">Profile and résumés</TextLink>
        </nav>
        <ul aria-label="Download" className="flex flex-wrap gap-2">
          {(['pdf', 'docx', 'json'] as const).map((format) => (
            <li key={format}>
              <a href={`/resumes/${resume.id}.${format}`} download className={buttonClass({ size: 'sm' })}>
                <span className="sr-only">Download as</span>
                {{ pdf: 'PDF', docx: 'Word', json: 'JSON Resume' }[format]}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">{resume.name}</h1>
        <nav aria-label="On this page">
          <ul className="-mx-2 flex flex-wrap text-sm">
            {[
              { to: '#history', label: `History (version ${resume.version})` },
              { to: '#links', label: counted(links.filter(({ isOpen }) => isOpen).length, 'open link') },
              { to: '#sent', label: `Sent ${counted(sent.length, 'time')}` },
            ].map(({ to, label }) => (
              <li key={to}>
                <a href={to} className="inline-flex min-h-8 items-center px-2 text-ink-2">
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {answer && 'message' in answer ? (
        <p role="alert" className="mt-3 rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
          {answer.message}
        </p>
      ) : null}
      <Builder key={search.get('at') ?? 'now'} resume={resume} personId={person.id} last={last} />
      <div className="no-print mt-10 grid items-start gap-8 lg:grid-cols-3">
        <HistoryPanel revisions={revisions.data} next={revisions.next} timeZone={person.timeZone} />
        <LinksPanel links={links} timeZone={person.timeZone} />
        <div className="space-y-8">
          <SentPanel sent={sent} open={open} />
          <Section id="removal" title="Remove">
            <p className="text-sm text-ink-2">It goes with its history and links, for good. Download it first if you may want it again.</p>
            <Fold title="Remove this résumé">
              <Form method="post">
                <input type="hidden" name="intent" value="remove" />
                <Button type="submit" tone="danger">
                  Remove it for good
                </Button>
              </Form>
            </Fold>
          </Section>
        </div>
      </div>
    </Page>
  )
}
