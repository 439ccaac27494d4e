/** A webhook, ready to leave. */
export interface OutgoingHook {
  url: string
  body: string
  /** `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
  headers: Record<string, string>
}

/** Why an endpoint gave no answer. */
export type HookFault = 'not-https' | 'not-public' | 'unreachable' | 'timed-out'

/** What an endpoint answered. */
export interface HookAnswer {
  /** `null`: there was no answer; `fault` says why. */
  status: number | null
  fault: HookFault | null
  ms: number
  /** The beginning of the body. */
  text: string
  /** When the endpoint asks to be left alone for a time: seconds. */
  retryAfterS: number | null
}
