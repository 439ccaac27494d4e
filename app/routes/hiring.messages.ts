import type { ActionFunctionArgs } from '@remix-run/cloudflare'
import { z } from 'zod'
import { PreviewTalk, WriteMany } from '../../contract/conversations'
import { ApplicationId, BatchId } from '../../contract/wire'
import { serverApi } from '../api/server'
import type { BulkAnswer } from '../conversations/bulk-answer'
import { problemSentence, readProblem } from '../problems/read-problem.server'

const Asked = z.discriminatedUnion('act', [
  z.object({ act: z.literal('templates'), input: z.object({ applicationId: ApplicationId }) }),
  z.object({ act: z.literal('preview'), input: PreviewTalk }),
  z.object({ act: z.literal('send'), input: WriteMany }),
  z.object({ act: z.literal('cancel'), input: z.object({ batchId: BatchId }) }),
])

/** What the window for writing to many candidates asks. */
export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await answerAsked(request, serverApi(context).conversations)
  return Response.json(answer, { status: answer.ok ? 200 : answer.status, headers: { 'cache-control': 'no-store' } })
}

async function answerAsked(request: Request, api: ReturnType<typeof serverApi>['conversations']): Promise<BulkAnswer> {
  const asked = Asked.safeParse(await request.json().catch(() => null))
  if (!asked.success) return { ok: false, status: 400, error: asked.error.issues[0]?.message ?? 'This cannot be read.' }
  const { act, input } = asked.data
  try {
    switch (act) {
      case 'templates':
        return { ok: true, templates: (await api.thread(input)).templates }
      case 'preview':
        return { ok: true, previews: (await api.preview(input)).data }
      case 'send':
        return { ok: true, written: await api.writeMany(input) }
      case 'cancel':
        return { ok: true, cancelled: (await api.cancel(input)).cancelled }
      default:
        return act satisfies never
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return { ok: false, status: problem.status, error: problemSentence(problem) }
  }
}
