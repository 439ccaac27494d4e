import type { ActionFunctionArgs } from '@remix-run/cloudflare'
import { z } from 'zod'
import { CloseHiring, MoveHiring, TagHiring } from '../../contract/hiring'
import { ApplicationId, BatchId, PostingId } from '../../contract/wire'
import { serverApi } from '../api/server'
import type { HiringAnswer } from '../hiring/hiring-answer'
import { problemSentence, readProblem } from '../problems/read-problem.server'

const Change = z.discriminatedUnion('act', [
  z.object({ act: z.literal('move'), input: MoveHiring }),
  z.object({ act: z.literal('close'), input: CloseHiring }),
  z.object({ act: z.literal('tag'), input: TagHiring }),
  z.object({ act: z.literal('undo'), input: z.object({ batchId: BatchId, undoBatchId: BatchId }) }),
  z.object({ act: z.literal('cards'), input: z.object({ postingId: PostingId, ids: z.array(ApplicationId).min(1).max(100) }) }),
])

/** Changes of a pipeline, as its page sends them. */
export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await answerChange(request, serverApi(context).hiring)
  return Response.json(answer, { status: answer.ok ? 200 : answer.status, headers: { 'cache-control': 'no-store' } })
}

async function answerChange(request: Request, api: ReturnType<typeof serverApi>['hiring']): Promise<HiringAnswer> {
  const asked = Change.safeParse(await request.json().catch(() => null))
  if (!asked.success) return { ok: false, status: 400, error: asked.error.issues[0]?.message ?? 'This cannot be read.' }
  try {
    switch (asked.data.act) {
      case 'move':
        return { ok: true, ...(await api.move(asked.data.input)) }
      case 'close':
        return { ok: true, ...(await api.close(asked.data.input)) }
      case 'tag':
        return { ok: true, ...(await api.tag(asked.data.input)) }
      case 'undo':
        return { ok: true, ...(await api.undo(asked.data.input)) }
      case 'cards':
        return { ok: true, cards: (await api.cards(asked.data.input)).data }
      default:
        return asked.data satisfies never
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return { ok: false, status: problem.status, error: problemSentence(problem) }
  }
}
