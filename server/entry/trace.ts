import type { Ctx, Log } from '../core/ctx'
import { toHex } from '../core/hex'

/** Where finished traces go: an OTLP/HTTP address, and what it asks for in its headers. */
export interface TraceExport {
  /** Base address; `/v1/traces` is added. */
  endpoint: string
  /** `name=value,name=value`, as OpenTelemetry writes them. */
  headers?: string | undefined
}

/** Only what names nobody: methods, doors, statuses, kinds and figures. Never an address with its query, never the id of a person. */
export type SpanAttributes = Record<string, string | number | boolean>

/** One request, or one batch of tasks, as other systems can follow it. */
export interface Trace {
  /** 32 hexadecimal digits; it stands in every log line of the request. */
  traceId: string
  /** Names the span that runs now, for a header of an outgoing call or a queue message. */
  traceparent: string
  /** Measures a part of the work. A part that throws is marked as failed and throws on. */
  part<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T>
  /** Names work that goes on behind the answer, so that its parts are waited for before the trace is sent. */
  behind(promise: Promise<unknown>): void
  /** Ends the whole and hands it to `waitUntil`, if traces are exported at all. */
  end(outcome: { name?: string; attributes?: SpanAttributes; isError?: boolean }): void
}

const KIND = { internal: 1, server: 2, client: 3, consumer: 5 } as const
const STATUS_ERROR = 2
const EXPORT_TIMEOUT_MS = 5_000
const BEHIND_WAIT_MS = 5_000
const PARTS_MAX = 100
const LINKS_MAX = 100
const SAMPLED = 1

interface TraceStart {
  name: string
  kind: 'server' | 'consumer'
  /** `traceparent` of the caller. One that is not well-formed is ignored, and a new trace begins. */
  parent?: string | undefined
  /** `traceparent`s that this work stands in connection with: the requests whose tasks are carried out. */
  links?: string[]
  attributes?: SpanAttributes
  /** Nothing is recorded without it. */
  export: TraceExport | undefined
  waitUntil(promise: Promise<unknown>): void
}

/**
 * Begins a trace, or goes on with the caller's (W3C Trace Context).
 * A caller that does not sample is obeyed: its ids reach the logs, and nothing is exported.
 */
export function startTrace(start: TraceStart): Trace {
  const caller = parseTraceparent(start.parent)
  const traceId = caller?.traceId ?? randomHex(16)
  const spanId = randomHex(8)
  const isSampled = caller?.isSampled ?? true
  const target = isSampled ? start.export : undefined
  const startedAtMs = Date.now()
  const parts: SpanRecord[] = []
  const behind: Promise<unknown>[] = []
  const traceparent = formatTraceparent({ traceId, spanId, isSampled })
  return {
    traceId,
    traceparent,
    async part(name, attributes, work) {
      if (!target || parts.length >= PARTS_MAX) return work()
      const span: SpanRecord = {
        spanId: randomHex(8),
        name,
        kind: KIND.client,
        startedAtMs: Date.now(),
        endedAtMs: 0,
        attributes,
        isError: false,
      }
      parts.push(span)
      try {
        return await work()
      } catch (error) {
        span.isError = true
        throw error
      } finally {
        span.endedAtMs = Date.now()
      }
    },
    behind(promise) {
      if (target) behind.push(promise)
    },
    end({ name, attributes, isError = false }) {
      if (!target) return
      const whole: SpanRecord = {
        spanId,
        name: name ?? start.name,
        kind: KIND[start.kind],
        startedAtMs,
        endedAtMs: Date.now(),
        attributes: { ...start.attributes, ...attributes },
        isError,
      }
      const links = (start.links ?? []).slice(0, LINKS_MAX).flatMap((link) => parseTraceparent(link) ?? [])
      const send = async () => {
        await settled(behind, BEHIND_WAIT_MS)
        await exportSpans(target, [
          { ...showSpan(traceId, whole, caller?.spanId), links: links.map(({ traceId, spanId }) => ({ traceId, spanId })) },
          // A part that still runs is shown as far as it came.
          ...parts.map((part) => showSpan(traceId, { ...part, endedAtMs: part.endedAtMs || Date.now() }, spanId)),
        ])
      }
      start.waitUntil(send())
    },
  }
}

/** The same ports, with the slow ones measured and every log line carrying the trace. */
export function tracedPorts(ctx: Ctx, trace: Trace): Ctx {
  return {
    ...ctx,
    transact: (work) => trace.part('postgres transaction', { 'db.system.name': 'postgresql' }, () => ctx.transact(work)),
    publish: (room, events) =>
      trace.part('rooms publish', { 'room.party': room.party, 'room.events': events.length }, () => ctx.publish(room, events)),
    forgetRoom: (room) => trace.part('rooms forget', { 'room.party': room.party }, () => ctx.forgetRoom(room)),
    enqueue: (taskIds, delayMs) =>
      trace.part('queue send', { 'messaging.batch.message_count': taskIds.length }, () => ctx.enqueue(taskIds, delayMs)),
    waitUntil: (promise) => {
      trace.behind(promise)
      ctx.waitUntil(promise)
    },
    log: tracedLog(ctx.log, trace.traceId),
  }
}

interface TraceContext {
  traceId: string
  spanId: string
  isSampled: boolean
}

/**
 * Reads a W3C `traceparent`; `null` for anything else. A later version than ours is read as far as ours goes.
 * Source: W3C Trace Context, §3.2.
 */
export function parseTraceparent(header: string | undefined | null): TraceContext | null {
  const [, version, traceId, spanId, flags, rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header ?? '') ?? []
  if (!version || !traceId || !spanId || !flags || version === 'ff' || (version === '00' && rest !== undefined)) return null
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}

function formatTraceparent({ traceId, spanId, isSampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`
}

function randomHex(bytes: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)))
}

interface SpanRecord {
  spanId: string
  name: string
  kind: number
  startedAtMs: number
  endedAtMs: number
  attributes: SpanAttributes
  isError: boolean
}

/** A span as OTLP writes it in JSON: ids in hexadecimal, instants as decimal nanoseconds in strings. */
function showSpan(traceId: string, span: SpanRecord, parentSpanId: string | undefined) {
  return {
    traceId,
    spanId: span.spanId,
    ...(parentSpanId ? { parentSpanId } : {}),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: `${span.startedAtMs}000000`,
    endTimeUnixNano: `${span.endedAtMs}000000`,
    attributes: showAttributes(span.attributes),
    status: span.isError ? { code: STATUS_ERROR } : {},
  }
}

function showAttributes(attributes: SpanAttributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: showValue(value) }))
}

function showValue(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}

/** A collector that does not answer costs traces, and nothing else. */
async function exportSpans(target: TraceExport, spans: unknown[]): Promise<void> {
  const body = {
    resourceSpans: [
      {
        resource: { attributes: showAttributes({ 'service.name': 'numerojobs' }) },
        scopeSpans: [{ scope: { name: 'numerojobs' }, spans }],
      },
    ],
  }
  try {
    const answer = await fetch(`${target.endpoint.replace(/\/+$/, '')}/v1/traces`, {
      method: 'POST',
      headers: { ...parseHeaders(target.headers), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(EXPORT_TIMEOUT_MS),
    })
    await answer.body?.cancel()
    if (!answer.ok) console.warn(JSON.stringify({ level: 'warn', message: 'trace.refused', status: answer.status }))
  } catch (error) {
    console.warn(JSON.stringify({ level: 'warn', message: 'trace.not-sent', error: error instanceof Error ? error.name : 'unknown' }))
  }
}

function parseHeaders(headers: string | undefined): Record<string, string> {
  return Object.fromEntries(
    (headers ?? '').split(',').flatMap((pair) => {
      const at = pair.indexOf('=')
      return at < 1 ? [] : [[pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())]]
    }),
  )
}

/** Waits for all of them, however they end, but no longer than `waitMs`. */
async function settled(promises: Promise<unknown>[], waitMs: number): Promise<void> {
  if (promises.length === 0) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise((resolve) => {
    timer = setTimeout(resolve, waitMs)
  })
  await Promise.race([Promise.allSettled(promises), tooLong])
  clearTimeout(timer)
}

function tracedLog(log: Log, traceId: string): Log {
  return {
    info: (message, fields) => log.info(message, { traceId, ...fields }),
    warn: (message, fields) => log.warn(message, { traceId, ...fields }),
    error: (message, fields) => log.error(message, { traceId, ...fields }),
  }
}
