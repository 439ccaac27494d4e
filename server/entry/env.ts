import { z } from 'zod'
import type { TaskMessage } from '../../contract/tasks'
import type { AiBinding } from '../vendors/ai'
import { parseKeyRing } from '../vendors/key-ring'
import type { MailSettings } from '../vendors/mail'
import type { TwilioSettings } from '../vendors/sms'
import type { TraceExport } from './trace'

/** Settings of the Worker, parsed once for each environment object. `.dev.vars.example` says what each is for. */
const Settings = z.object({
  DATABASE_URL: z.string().min(1),
  DATABASE_URL_RANKING: z.string().min(1).optional(),
  DB_PROXY: z.string().optional(),
  PARTY_HOST: z.string().optional(),
  PARTY_TICKET_SECRET: z.string().min(32),
  PARTY_PUBLISH_SECRET: z.string().min(32),
  SESSION_SECRET: z.string().min(32),
  DATA_KEYS: z.string().transform((text, issue) => {
    const ring = parseKeyRing(text)
    if (ring) return ring
    issue.addIssue('DATA_KEYS must be a JSON object: {"current": "k1", "keys": {"k1": "32 bytes in base64"}}.')
    return z.NEVER
  }),
  APP_ORIGIN: z.url(),
  APP_ORIGINS: z.string().optional(),
  LOCAL: z.literal('1').optional(),
  FACEBOOK_APP_SECRET: z.string().optional(),
  FACEBOOK_VERIFY_TOKEN: z.string().optional(),
  FACEBOOK_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  LINKEDIN_CLIENT_ID: z.string().optional(),
  LINKEDIN_CLIENT_SECRET: z.string().optional(),
  DEV_OIDC_SECRET: z.string().optional(),
  DEV_OIDC_KEY: z.string().optional(),
  POSTS_WEBHOOK_SECRETS: z
    .string()
    .default('{}')
    .transform((text, issue) => {
      const parsed = z.record(z.string(), z.string()).safeParse(safeJson(text))
      if (parsed.success) return parsed.data
      issue.addIssue('POSTS_WEBHOOK_SECRETS must be a JSON object: {"source": "whsec_…"}.')
      return z.NEVER
    }),
  MAIL_TRANSPORT: z.enum(['resend', 'smtp', 'cloudflare']).optional(),
  MAIL_FROM: z.string().default('Numerojobs <mail@numerojobs.example>'),
  MAIL_REPLY_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/)
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_API_URL: z.url().default('https://api.resend.com'),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_MESSAGING_SERVICE_SID: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_API_URL: z.url().default('https://api.twilio.com'),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_API_URL: z.url().default('https://api.stripe.com'),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  LOCAL_INBOX: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .literal('')
    .or(z.url({ protocol: /^https?$/ }))
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  METRICS_TOKEN: z.string().optional(),
  LINK_CHECKS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000).optional(),
  DNS_URL: z.url({ protocol: /^https$/ }).default('https://cloudflare-dns.com/dns-query'),
})
export type Settings = z.output<typeof Settings>

interface RateLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

/** What `wrangler.toml` binds, beside the settings. */
export interface Bindings {
  ASSETS: Fetcher
  AI?: AiBinding
  KV?: KVNamespace
  FILES?: R2Bucket
  TASKS: Queue<TaskMessage>
  MAIL?: SendEmail
  LIMIT_WEBHOOK?: RateLimit
  LIMIT_PUBLIC?: RateLimit
  LIMIT_PASTE?: RateLimit
  LIMIT_SIGN_IN?: RateLimit
  LIMIT_SIGN_IN_PLACE?: RateLimit
  ROOMS_FEED: DurableObjectNamespace
  ROOMS_OPERATORS: DurableObjectNamespace
  ROOMS_PERSON: DurableObjectNamespace
  ROOMS_HIRING: DurableObjectNamespace
  ROOMS_SHORTLIST: DurableObjectNamespace
  ROOMS_TEXT: DurableObjectNamespace
}
export type Env = Bindings & Record<string, unknown>

const parsed = new WeakMap<object, Settings>()

/** @throws a plain error that names each missing setting: a Worker without them can answer nothing */
export function settingsOf(env: Env): Settings {
  const known = parsed.get(env)
  if (known) return known
  const result = Settings.safeParse(env)
  if (!result.success)
    throw new Error(
      `Settings are missing or wrong: ${result.error.issues.map((issue) => issue.path.join('.')).join(', ')}. See docs/deploy.md.`,
    )
  parsed.set(env, result.data)
  return result.data
}

/** How mail leaves, as the settings say. */
export function mailSettingsOf(env: Env): MailSettings {
  const settings = settingsOf(env)
  return {
    transport: settings.MAIL_TRANSPORT,
    sender: settings.MAIL_FROM,
    resendApiKey: settings.RESEND_API_KEY,
    resendApiUrl: settings.RESEND_API_URL,
    smtpUrl: settings.SMTP_URL,
    binding: env.MAIL,
  }
}

/** Where answers to threads arrive: the domain that is set for it, and on this machine that of our sender. */
export function replyDomainOf(env: Env): string | null {
  const { MAIL_REPLY_DOMAIN, MAIL_FROM, LOCAL } = settingsOf(env)
  return MAIL_REPLY_DOMAIN ?? (LOCAL === '1' ? (/@([a-z0-9.-]+)/i.exec(MAIL_FROM)?.[1] ?? null) : null)
}

/** How text messages leave. */
export function textSettingsOf(env: Env): TwilioSettings {
  const settings = settingsOf(env)
  return {
    accountSid: settings.TWILIO_ACCOUNT_SID,
    authToken: settings.TWILIO_AUTH_TOKEN,
    messagingServiceSid: settings.TWILIO_MESSAGING_SERVICE_SID,
    from: settings.TWILIO_FROM,
    apiUrl: settings.TWILIO_API_URL,
  }
}

/** Where traces go; `undefined` keeps them here. */
export function traceExportOf(env: Env): TraceExport | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = settingsOf(env)
  return endpoint ? { endpoint, headers } : undefined
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
