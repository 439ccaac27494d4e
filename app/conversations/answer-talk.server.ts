import { data } from '@remix-run/cloudflare'
import type { ChangeTalk, PreviewTalk, SendClosing, TalkPreview, WriteTalk } from '../../contract/conversations'
import { GivenDisposition } from '../../contract/hiring'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { instantOf } from '../applications/local-time.server'
import { newBatchId } from '../applications/send-change'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { TalkAnswer } from './talk-answer'

/** The procedures that the thread's buttons call. */
interface TalkApi {
  preview(input: PreviewTalk): Promise<{ data: TalkPreview[] }>
  write(input: WriteTalk): Promise<unknown>
  change(input: ChangeTalk): Promise<unknown>
  cancel(input: { batchId: string }): Promise<unknown>
  sendClosing(input: SendClosing): Promise<unknown>
}
type Asked = { talks: TalkApi; applicationId: string; timeZone: string; form: FormData }

/** What a button of the thread does, for the team. `null`: it is none of the thread's. */
export async function answerTalkForm({ talks, applicationId, timeZone, form }: Asked) {
  const intent = textOf(form, 'intent')
  if (!intent.startsWith('talk-')) return null
  const values = { subject: textOf(form, 'subject'), text: textOf(form, 'text'), leavesAt: textOf(form, 'leavesAt') }
  const step = textOf(form, 'step')
  const version = Number(textOf(form, 'version'))
  const messageId = textOf(form, 'messageId')
  const batchId = textOf(form, 'batchId') || newBatchId()
  const { subject, text } = values
  const leavesAt = values.leavesAt === '' ? null : instantOf(values.leavesAt, timeZone)
  const say = (answer: FormAnswer, more: Partial<TalkAnswer> = {}): TalkAnswer => ({
    ...answer,
    talk: messageId || 'new',
    preview: null,
    ...more,
  })
  try {
    if (values.leavesAt !== '' && leavesAt === null)
      return data(say(refused(values, { field: 'leavesAt', words: 'Give a day and an hour.' })), 400)
    switch (intent) {
      case 'talk-write': {
        if (step === 'preview') {
          const [preview = null] = (await talks.preview({ applicationIds: [applicationId], subject, text })).data
          return data(say({ values, errors: {}, error: null, done: null }, { preview }))
        }
        await talks.write({ applicationId, subject, text, leavesAt, batchId })
        return data(say(done(leavesAt === null ? 'It leaves within a minute.' : 'It waits until its time.')))
      }
      case 'talk-change':
        await talks.change({ messageId, version, subject, text, leavesAt: leavesAt ?? new Date().toISOString() })
        return data(say(done('Changed.')))
      case 'talk-cancel':
        await talks.cancel({ batchId })
        return data(say(done('Taken back: it does not leave.')))
      case 'talk-closing': {
        const disposition = GivenDisposition.safeParse({ kind: 'rejected', reason: textOf(form, 'reason') })
        if (!disposition.success) return data(say(refused(values, { field: 'reason', words: 'Choose a reason.' })), 400)
        await talks.sendClosing({ messageId, version, subject, text, disposition: disposition.data, batchId })
        return data(say(done('The application has ended, and its message leaves within a minute.')))
      }
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [field = null] = Object.keys(problem.fields ?? {})
    const words = problemSentence(problem)
    return data(say(refused(values, { field: field !== null && field in values ? field : null, words })), problem.status)
  }
  return data(say(refused(values, { field: null, words: 'This page does not know that button. Load it again.' })), 400)
}
