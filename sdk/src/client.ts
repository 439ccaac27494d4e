import { type ApplicationsApi, type InterviewsApi, type MeApi, newApplicationsApi, newInterviewsApi, newMeApi } from './applications'
import { type CandidatesApi, type HiringApi, newCandidatesApi, newHiringApi } from './candidates'
import type { Company, Market, PastedPost, PostPreview, SkillReading, TitleReading } from './contract'
import type { WebSocketConstructor } from './follow-room'
import { type CallOptions, newCall } from './http'
import { type JobsApi, newJobsApi } from './jobs'
import { type MatchesApi, newMatchesApi } from './matching'
import { type NotificationsApi, newNotificationsApi } from './notifications'
import { newPostingsApi, type PostingsApi } from './postings'
import { newResumesApi, type ResumesApi } from './resumes'
import { type FollowingApi, type HiddenApi, newFollowingApi, newHiddenApi, newSavedSearchesApi, type SavedSearchesApi } from './searches'
import { newShortlistsApi, type ShortlistsApi } from './shortlists'
import { newWebhookEndpointsApi, type WebhookEndpointsApi } from './webhook-endpoints'

export interface ClientOptions {
  /** Where Numerojobs is served: `https://numerojobs.example`. */
  baseUrl: string
  /** A key of yours, `nj_…`, with the rights that your calls need. Jobs are read without one. Keep it out of pages: whoever has it acts for you. */
  apiKey?: string
  /** In place of a key: the access token of a session, asked for before each call, since one counts for a minute. */
  accessToken?: () => string | Promise<string>
  /** In place of the global `fetch`. */
  fetch?: typeof fetch
  /** In place of the global `WebSocket`, which Node has from version 22 on: the class of the package `ws`, for one. */
  WebSocket?: WebSocketConstructor
  /** How long one attempt may take: 10,000 unless told otherwise. */
  timeoutMs?: number
  /** How often a call that failed for the moment is tried again: 3 unless told otherwise. */
  retries?: number
}

export interface Client {
  jobs: JobsApi
  /** Your own applications; needs a key with `applications:read`, and `applications:write` to change them. */
  applications: ApplicationsApi
  interviews: InterviewsApi
  me: MeApi
  /** Jobs that fit you, and why; needs a key with `matching:read`, and `matching:write` to change what counts. */
  matches: MatchesApi
  savedSearches: SavedSearchesApi
  following: FollowingApi
  hidden: HiddenApi
  resumes: ResumesApi
  notifications: NotificationsApi
  postings: PostingsApi
  shortlists: ShortlistsApi
  /** Who applied to your organisations; needs a key with `candidates:read`, and `candidates:write` to change them. No key reads a résumé. */
  candidates: CandidatesApi
  /** Their applications, in the pipelines of your postings; with the same rights. */
  hiring: HiringApi
  /** Where your organisations are told what happens; needs a key with `webhooks:read`, and `webhooks:write` to change it. */
  webhookEndpoints: WebhookEndpointsApi
  companies: {
    /**
     * An employer, with how many jobs it has open and where.
     * @throws NumerojobsError `not_found`  no company has this slug
     */
    get(slug: string, options?: CallOptions): Promise<Company>
  }
  posts: {
    /** What would be read in a post: whether it offers a job, and which. Nothing is stored. */
    preview(post: { text: string; url?: string | null }, options?: CallOptions): Promise<PostPreview>
  }
  market: {
    /** Pay, demand and skills of a role (`software engineer`), in a country (`DE`), or of everything: from a snapshot of the day. */
    show(asked?: { role?: string; region?: string }, options?: CallOptions): Promise<Market>
  }
  titles: {
    /** The level that a job title names, the title without it, and the occupations of ESCO that it most likely means, best first. */
    read(title: string, options?: CallOptions): Promise<TitleReading>
  }
  skills: {
    /** The skills that a text names, and those of ESCO that it speaks of, each with where in the text. Nothing is stored. */
    read(text: string, options?: CallOptions): Promise<SkillReading>
  }
}

/** A client of one Numerojobs. It holds no connection until it is used, and needs no key. */
export function createClient(options: ClientOptions): Client {
  const baseUrl = new URL(options.baseUrl).href.replace(/\/+$/, '')
  const call = newCall({
    baseUrl,
    // Called through `globalThis`, which browsers insist on.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: options.timeoutMs ?? 10_000,
    retries: options.retries ?? 3,
    apiKey: options.apiKey,
    accessToken: options.accessToken,
  })
  const doors = { call, baseUrl, WebSocket: options.WebSocket }
  return {
    jobs: newJobsApi(doors),
    applications: newApplicationsApi(doors),
    interviews: newInterviewsApi(doors),
    me: newMeApi(doors),
    matches: newMatchesApi(doors),
    savedSearches: newSavedSearchesApi(doors),
    following: newFollowingApi(doors),
    hidden: newHiddenApi(doors),
    resumes: newResumesApi(doors),
    notifications: newNotificationsApi(doors),
    postings: newPostingsApi(doors),
    shortlists: newShortlistsApi(doors),
    candidates: newCandidatesApi(doors),
    hiring: newHiringApi(doors),
    webhookEndpoints: newWebhookEndpointsApi(doors),
    companies: { get: (slug, callOptions) => call({ path: `/companies/${encodeURIComponent(slug)}`, ...callOptions }) },
    market: { show: (asked, callOptions) => call({ path: '/market', query: { ...asked }, ...callOptions }) },
    posts: {
      preview: (post, callOptions) =>
        call({ method: 'POST', path: '/posts/preview', body: post satisfies Partial<PastedPost>, ...callOptions }),
    },
    titles: { read: (title, callOptions) => call({ path: `/titles?text=${encodeURIComponent(title)}`, ...callOptions }) },
    skills: { read: (text, callOptions) => call({ method: 'POST', path: '/skills', body: { text }, ...callOptions }) },
  }
}
