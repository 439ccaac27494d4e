import type { Scope } from '../../contract/identity'
import type { LiveEvent, RoomAddress, TicketClaims } from '../../contract/live'
import type { GuestRight } from '../../contract/shortlists'
import type { IdKind } from '../../contract/wire'
import type { Db } from '../../db/client'
import type { Cache } from './cache'
import type { CalendarAnswer } from './calendar-answer'
import type { Files } from './files'
import type { GivenPage } from './given-page'
import type { HookAnswer, HookFault, OutgoingHook } from './hook-answer'
import type { Payments } from './payments'

/** Who is asking. `key` tells callers apart for limits: an operator's name, a person's id, or a keyed hash of a visitor's address. */
export type Actor =
  | { role: 'visitor'; key: string; name: string }
  | PersonActor
  | GuestActor
  | { role: 'operator'; key: string; name: string }
  | { role: 'system'; key: string; name: string }

/** Somebody signed in, or a program with their key. */
export interface PersonActor {
  role: 'person'
  key: string
  name: string
  personId: string
  /** `null` for a program. */
  sessionId: string | null
  /** What a program's key allows; `null` in a session, which may do everything its person may. */
  scopes: Scope[] | null
  isOperator: boolean
  isDemo: boolean
  /** Set while an operator looks as this person: they read a part of it, and change nothing. */
  support?: { visitId: string; until: Date }
}

/** Somebody outside with a link to one shortlist. To everything else they are a visitor. */
export interface GuestActor {
  role: 'guest'
  key: string
  /** As the one who invited them wrote it. */
  name: string
  guestId: string
  shortlistId: string
  right: GuestRight
}

export interface Log {
  /** `fields` hold ids and figures, never names, addresses or text of people. */
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}
export type LogFields = Record<string, string | number | boolean | null>

/** Ports that a domain function may use, built once for each request or task. */
export interface Ctx {
  /** Single statements. */
  db: Db
  /** The candidates of a ranking, by a role that can read nothing else; `null` where none is set: then no candidate is ranked. */
  rankingDb: Db | null
  /** One transaction. A function that emits events uses `withEvents`, which calls this. */
  transact<T>(work: (tx: Db) => Promise<T>): Promise<T>
  actor: Actor
  requestId: string
  now(): Date
  newId(kind: IdKind): string
  /** Sends the ids of task rows to the queue, which hands them on after `delayMs`. The rows are written already; a failure here only delays them. */
  enqueue(taskIds: string[], delayMs?: number): Promise<void>
  /** Hands events to their room, in order. Returns the newest sequence the room holds. */
  publish(room: RoomAddress, events: LiveEvent[]): Promise<{ last: number }>
  /** Makes a room forget what it keeps for listeners who come back; they ask the API instead. */
  forgetRoom(room: RoomAddress): Promise<void>
  /** Makes everybody in a room show a new ticket: a right to listen has ended. */
  reauthoriseRoom(room: RoomAddress): Promise<void>
  signTicket(claims: Omit<TicketClaims, 'iat' | 'exp'>): Promise<{ ticket: string; expiresAt: Date }>
  /** A keyed hash of something that names a person, to recognise it again without keeping it. */
  hash(value: string): Promise<string>
  /** Takes one from the caller's allowance; `false` when it is used up. */
  allow(limit: 'public' | 'paste' | 'webhook' | 'signIn' | 'signInPlace', key: string): Promise<boolean>
  /** Takes one mail; `null` when no transport is set, so that none can leave. */
  mail: MailTransport | null
  /** The domain at which answers to threads arrive; `null` where no mail comes in. */
  replyDomain: string | null
  /** The same for text messages. */
  texts: TextTransport | null
  /** Takes files; each is encrypted before it leaves. */
  files: Files
  /** Encrypts a small text for one row, named `table.column:id`. It opens for that row only. */
  seal(text: string, row: string): Promise<string>
  unseal(sealed: string, row: string): Promise<string>
  /** Id of the key that everything new is kept under. */
  dataKeyId: string
  /**
   * Fetches a page whose address a person gave, within every limit of DESIGN "Outgoing calls to addresses that people give".
   * @throws invalid  `page.…`, with what to do instead; `details.status` is what the site answered where that was the reason
   */
  fetchPage(url: string): Promise<GivenPage>
  /** How many links of jobs may be looked at again in a minute, over all sites; 0 where no site is to be asked, as on a machine of one's own. */
  linkChecksPerMinute: number
  /** Posts a webhook to an address that a person gave, under the same limits. What went wrong is the answer; it never throws. */
  sendHook(hook: OutgoingHook): Promise<HookAnswer>
  /** What keeps us from ever posting to an address; `null` when nothing does. */
  findHookFault(url: string): Promise<HookFault | null>
  /** Reads a calendar at an address that a person gave, under the same limits. What went wrong is the answer; it never throws. */
  fetchCalendar(url: string, etag: string | null): Promise<CalendarAnswer>
  /** Takes money of organisations, loaded when somebody pays; `null` when no provider is set up: then nothing can be paid. */
  payments: (() => Promise<Payments>) | null
  /**
   * The TXT records of a name in the DNS.
   * @throws upstream_failed  retryable when no resolver answers
   */
  findTxtRecords(name: string): Promise<string[]>
  /** What a name is an alias of (CNAME), by the net's own resolvers. None is an empty list. */
  findAliases(name: string): Promise<string[]>
  /**
   * One of our own files, by its path below `public`.
   * @throws a plain error when the build lacks it
   */
  asset(path: string): Promise<ArrayBuffer>
  /** Models of a vendor; `null` when none is bound. Nothing may need them. */
  ai: AiModels | null
  cache: Cache
  waitUntil(promise: Promise<unknown>): void
  log: Log
  count(series: MetricSeries, by?: number): void
  origin: string
}

/** One mail, ready to leave. */
export interface Mail {
  /** Our id of the message: a transport that can sends it once, however often it is asked. */
  id: string
  to: string
  subject: string
  html: string
  text: string
  /** Where one click ends this kind of mail; `null` for mail about the person's own account. */
  unsubscribeUrl: string | null
  /** Where an answer goes, when it shall not go to our sender. */
  replyTo?: string | null
}
export interface MailTransport {
  /**
   * @throws invalid          `mail.broken-header`
   * @throws upstream_failed  `mail.address-refused` when nobody has that address; retryable when the transport is away
   */
  send(mail: Mail): Promise<{ vendorId: string }>
}

/** One text message, ready to leave. */
export interface TextMessage {
  id: string
  /** E.164: `+4915112345678`. */
  to: string
  body: string
  /** Where the vendor tells what became of it. */
  statusUrl: string
}
export interface TextTransport {
  /** @throws upstream_failed  `sms.address-refused`, `sms.stopped`, or retryable when the vendor is away */
  send(text: TextMessage): Promise<{ vendorId: string }>
}

/** What a vendor's models do for us. */
export interface AiModels {
  /** Name of the model behind `embed`: what it made can be compared with its own work only. */
  embeddingModel: string
  /**
   * A direction for each text, in order.
   * @throws upstream_failed  retryable when the vendor is away
   */
  embed(texts: string[]): Promise<number[][]>
}

/** `name` or `name{label="value"}`, as Prometheus writes it. */
export type MetricSeries = `numerojobs_${string}`
