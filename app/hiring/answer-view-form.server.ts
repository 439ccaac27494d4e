import { data, redirect } from '@remix-run/cloudflare'
import type { CandidateFields } from '../../contract/candidate-fields'
import type { AskViews, HiringView, HiringViews, SaveView, SetDefaultView, ViewPlace } from '../../contract/views'
import { readViewSettings } from '../../server/hiring/core/view-settings'
import { refused, textOf } from '../account/form-answer'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { viewPath } from './view-words'

interface ViewApi {
  views: {
    list(ask: AskViews): Promise<HiringViews>
    save(view: SaveView): Promise<HiringView>
    remove(view: { viewId: string }): Promise<unknown>
    setDefault(view: SetDefaultView): Promise<unknown>
  }
  candidates: { fields(of: { organisationId: string }): Promise<CandidateFields> }
}

/** Answers the forms about views of a page; `null`: it was another form. Whoever is done is led to the view. */
export async function answerViewForm(
  api: ViewApi,
  form: FormData,
  of: { organisationId: string; place: ViewPlace; path: string; carried: [string, string][] },
) {
  const intent = textOf(form, 'intent')
  if (!intent.startsWith('view-')) return null
  const { organisationId, place } = of
  const viewId = textOf(form, 'viewId')
  const values = { intent, viewId, name: textOf(form, 'name') }
  try {
    const { data: views } = await api.views.list({ organisationId, place })
    const held = views.find(({ id }) => id === viewId) ?? null
    const save = async () => {
      const isNew = intent !== 'view-update'
      return api.views.save({
        organisationId,
        place,
        viewId: isNew ? null : viewId,
        version: isNew ? null : Number(textOf(form, 'version')),
        name: intent === 'view-duplicate' ? `${held?.name.slice(0, 53) ?? 'View'} (copy)` : values.name,
        isShared: intent !== 'view-duplicate' && form.has('isShared'),
        settings:
          held && (intent === 'view-duplicate' || form.get('keep') === 'settings')
            ? held.settings
            : readViewSettings(new URLSearchParams(textOf(form, 'settings'))),
      })
    }
    const lead = async (id: string | null) => {
      const [{ data: now, tags }, { data: fields }] = await Promise.all([
        api.views.list({ organisationId, place }),
        api.candidates.fields({ organisationId }),
      ])
      return redirect(viewPath({ ...of, fields, tags }, now.find((view) => view.id === id) ?? null))
    }
    switch (intent) {
      case 'view-save':
      case 'view-update':
      case 'view-duplicate':
        return await lead((await save()).id)
      case 'view-remove':
        await api.views.remove({ viewId })
        return await lead(null)
      case 'view-default':
        await api.views.setDefault({ organisationId, place, viewId: held?.isDefault ? null : viewId })
        return await lead(viewId)
    }
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status < 400) throw thrown
    const problem = await readProblem(thrown)
    return data(
      refused(values, { field: problem.fields?.name ? 'name' : null, words: problem.fields?.name ?? problemSentence(problem) }),
      problem.status,
    )
  }
  return data(refused(values, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}
