import type { ReportReason } from '../../contract/jobs'

/** The rule that each reason to close a job rests on, in words for whom it hits. */
export const RULE_WORDS: Record<ReportReason, string> = {
  scam: 'Nobody may ask applicants for money, for documents before they have spoken, or pass for somebody else.',
  expired: 'A job that takes no applications any more is not shown.',
  duplicate: 'A vacancy is shown once.',
  'wrong-details': 'What an advert says of the employer, the work, the place and the pay must be true.',
  discriminating: 'Nobody may be left out for who they are: their sex, origin, age, faith, disability or whom they love.',
  other: 'An advert is for a real vacancy, by somebody who may offer it.',
}

/** Why a job was closed, as a sentence. */
export const TAKEN_DOWN_WORDS: Record<ReportReason, string> = {
  scam: 'People reported it as a scam.',
  expired: 'People reported that it is gone.',
  duplicate: 'People reported that it stands here twice.',
  'wrong-details': 'People reported that it says what is not so.',
  discriminating: 'People reported that it discriminates.',
  other: 'People reported that something is wrong with it.',
}
