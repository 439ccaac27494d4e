import { z } from 'zod'
import { EmailAddress, Me, PersonName, PublicPerson, Session, UpdateMe } from '../../contract/identity'
import { DataExport, ExportState } from '../../contract/privacy'
import { IsoInstant, PersonId, pageOf, SessionId } from '../../contract/wire'
import { AppError } from '../core/errors'
import type { RenewedSession } from '../identity/renew-session'
import { NOTHING } from './public-input'
import { type Doors, type PublicRoute, route } from './public-route'
import { describeSession } from './sign-in'

const PERSON_ID = 'per_019f1c2a7b3d7c4e8a90b1c2d3e4f506'
const SESSION_ID = 'ses_019f1c2a7b3d7c4e8a90b1c2d3e4f507'
const me: Me = {
  id: PERSON_ID,
  name: 'Anna Reed',
  email: 'anna@example.com',
  emailVerified: true,
  timeZone: 'Europe/Berlin',
  headline: 'Pastry chef',
  isPublic: true,
  twoFactorEnabled: false,
  isOperator: false,
  demoUntil: null,
  eraseAfter: null,
  createdAt: '2026-11-21T10:00:00.000Z',
}

const exportExample: DataExport = {
  id: 'exp_019f1c2a7b3d7c4e8a90b1c2d3e4f508',
  state: 'ready',
  progressRatio: 1,
  byteSize: 48_213,
  version: 18,
  requestedAt: '2026-11-21T10:00:00.000Z',
  readyAt: '2026-11-21T10:00:02.000Z',
  expiresAt: '2026-11-28T10:00:02.000Z',
}

const Password = z.string().min(10, 'A password has at least 10 characters.').max(128)
const WantsTokens = z
  .boolean()
  .default(false)
  .describe(
    '`true` for a program without a cookie jar: both tokens stand in the answer then. Pages leave it out; their cookies are HttpOnly.',
  )
const SessionAnswer = z.object({
  personId: PersonId,
  /** The access token counts until then. */
  accessExpiresAt: IsoInstant,
  /** Only when the tokens were asked for. */
  accessToken: z.string().optional(),
  refreshToken: z.string().nullable().optional(),
})
const sessionExample = { personId: PERSON_ID, accessExpiresAt: '2026-11-21T10:01:00.000Z' }

export const identityRoutes: PublicRoute[] = [
  route({
    operationId: 'register',
    method: 'post',
    path: '/auth/register',
    tag: 'Signing in',
    summary: 'Make an account',
    description:
      'Sends a code to the address; `POST /auth/verify` takes it. The answer is the same whether the address is known or not. Ten a minute.',
    body: z.strictObject({
      email: EmailAddress.describe('Where the code goes.'),
      password: Password.describe('10 to 128 characters.'),
      name: PersonName.describe('What the person is called.'),
    }),
    bodyExample: { email: 'anna@example.com', password: 'four words make one', name: 'Anna Reed' },
    output: z.object({ sent: z.literal(true) }),
    example: { sent: true as const },
    isWrite: false,
    answer: async ({ signIn, body }) => {
      const answer = await signIn().ask({ method: 'POST', path: '/sign-up/email', body })
      if (answer.status >= 500) throw new Error('better-auth could not register.')
      return { sent: true as const }
    },
  }),
  route({
    operationId: 'verifyAddress',
    method: 'post',
    path: '/auth/verify',
    tag: 'Signing in',
    summary: 'Prove an address',
    description: 'Takes the code of the mail and begins a session. Three wrong codes end it; ask for a new one by registering again.',
    body: z.strictObject({ email: EmailAddress.describe('The address.'), code: CodeOf(), tokens: WantsTokens }),
    bodyExample: { email: 'anna@example.com', code: '123456' },
    output: SessionAnswer,
    example: sessionExample,
    errors: ['unauthenticated'],
    isWrite: false,
    answer: ({ signIn, ctx, body }) =>
      enter({ signIn, ctx }, '/email-otp/verify-email', { email: body.email, otp: body.code }, body.tokens),
  }),
  route({
    operationId: 'logIn',
    method: 'post',
    path: '/auth/login',
    tag: 'Signing in',
    summary: 'Begin a session',
    description:
      'Sets the two HttpOnly cookies of a session: the access part counts for a minute, the refresh part for 30 days. A wrong password and an unknown address are answered alike. Accounts with a second step sign in on the page.',
    body: z.strictObject({
      email: EmailAddress.describe('The address.'),
      password: z.string().max(128).describe('The password.'),
      tokens: WantsTokens,
    }),
    bodyExample: { email: 'anna@example.com', password: 'four words make one' },
    output: SessionAnswer,
    example: sessionExample,
    errors: ['unauthenticated', 'forbidden'],
    isWrite: false,
    answer: ({ signIn, ctx, body }) =>
      enter({ signIn, ctx }, '/sign-in/email', { email: body.email, password: body.password }, body.tokens),
  }),
  route({
    operationId: 'refresh',
    method: 'post',
    path: '/auth/refresh',
    tag: 'Signing in',
    summary: 'Replace the tokens of a session',
    description:
      'Gives a new access token and a new refresh token for the one in the cookie, or in the body. A refresh token counts once: showing an old one again ends its session everywhere.',
    body: z.strictObject({ refreshToken: z.string().max(200).optional().describe('For programs; without it the cookie is taken.') }),
    bodyExample: {},
    output: SessionAnswer,
    example: sessionExample,
    errors: ['unauthenticated'],
    isWrite: false,
    answer: async ({ signIn, ctx, body }) => {
      const session = await signIn().refresh(body.refreshToken)
      return describeSession(ctx, signIn().secret, session, body.refreshToken !== undefined)
    },
  }),
  route({
    operationId: 'logOut',
    method: 'post',
    path: '/auth/logout',
    tag: 'Signing in',
    summary: 'End this session',
    description: 'Ends the session and clears its cookies. Done twice it is the same.',
    body: NOTHING,
    bodyExample: {},
    output: z.object({ ok: z.literal(true) }),
    example: { ok: true as const },
    isWrite: false,
    answer: async ({ signIn }) => {
      await signIn().signOut()
      return { ok: true as const }
    },
  }),
  route({
    operationId: 'getMe',
    method: 'get',
    path: '/people/me',
    tag: 'People',
    summary: 'Read who you are',
    description: 'The person of the session or of the key.',
    output: Me,
    example: me,
    needs: 'profile:read',
    answer: ({ api }) => api.people.me(),
  }),
  route({
    operationId: 'updateMe',
    method: 'patch',
    path: '/people/me',
    tag: 'People',
    summary: 'Change what you say of yourself',
    description: 'Changes the fields that are named; the others stay.',
    body: z.strictObject({
      name: UpdateMe.shape.name.describe('What you are called.'),
      headline: UpdateMe.shape.headline.describe('A line about you; `null` takes it away.'),
      timeZone: UpdateMe.shape.timeZone.describe('An IANA name: `Europe/Berlin`.'),
      isPublic: UpdateMe.shape.isPublic.describe('Whether everybody may read your name and headline.'),
    }),
    bodyExample: { headline: 'Pastry chef' },
    output: Me,
    example: me,
    needs: 'profile:write',
    answer: ({ api, body }) => api.people.update(UpdateMe.parse(body)),
  }),
  route({
    operationId: 'getExport',
    method: 'get',
    path: '/me/export',
    tag: 'People',
    summary: 'See how far your download is',
    description:
      'Your newest download of everything, and from when on the next may be asked for. When it is `ready`, its ZIP lies under `/privacy/export/{id}` for a week, for your session alone.',
    output: ExportState,
    example: { export: exportExample, nextAt: '2026-11-22T10:00:00.000Z' },
    needs: 'session',
    answer: ({ api }) => api.privacy.exportState(),
  }),
  route({
    operationId: 'startExport',
    method: 'post',
    path: '/me/export',
    tag: 'People',
    summary: 'Begin a download of everything',
    description: 'Puts together one ZIP of everything that is kept of you. While one is under way, that one is answered. One a day.',
    body: NOTHING,
    bodyExample: {},
    output: DataExport,
    example: { ...exportExample, state: 'waiting' as const, progressRatio: 0, byteSize: null, version: 1, readyAt: null, expiresAt: null },
    needs: 'session',
    errors: ['too_many'],
    answer: ({ api }) => api.privacy.startExport(),
  }),
  route({
    operationId: 'getPerson',
    method: 'get',
    path: '/people/{id}',
    tag: 'People',
    summary: 'Read what somebody shows',
    description: 'Name and headline of a person who chose to show them. Anybody else is `not_found`, as if they did not exist.',
    params: z.strictObject({ id: PersonId.describe('The id of a person.') }),
    output: PublicPerson,
    example: { id: PERSON_ID, name: 'Anna Reed', headline: 'Pastry chef' },
    answer: ({ api, params }) => api.people.get(params),
  }),
  route({
    operationId: 'listSessions',
    method: 'get',
    path: '/auth/sessions',
    tag: 'Signing in',
    summary: 'List where you are signed in',
    description: 'Your sessions, the one used last first. There is no second page.',
    output: pageOf(Session),
    example: {
      data: [
        {
          id: SESSION_ID,
          isCurrent: true,
          device: 'Firefox on Linux',
          country: 'DE',
          createdAt: '2026-11-21T10:00:00.000Z',
          lastSeenAt: '2026-11-21T10:00:00.000Z',
          expiresAt: '2026-12-21T10:00:00.000Z',
        },
      ],
      next: null,
    },
    needs: 'session',
    answer: async ({ api }) => ({ data: await api.session.list(), next: null }),
  }),
  route({
    operationId: 'revokeSession',
    method: 'delete',
    path: '/auth/sessions/{id}',
    tag: 'Signing in',
    summary: 'End a session',
    description: 'Ends one of your sessions. What it holds is believed for a minute at most.',
    params: z.strictObject({ id: SessionId.describe('The id of a session.') }),
    output: z.object({ sessionId: SessionId }),
    example: { sessionId: SESSION_ID },
    needs: 'session',
    answer: ({ api, params }) => api.session.revoke({ sessionId: params.id }),
  }),
]

function CodeOf() {
  return z
    .string()
    .regex(/^(?:\d{6}){1,2}$/, 'Give all digits of the code.')
    .describe('The digits of the mail: six, or twelve where somebody guessed at the address.')
}

/** Begins a session by one of better-auth's steps. @throws unauthenticated `auth.wrong`, forbidden `auth.not-verified`, `auth.second-step` */
async function enter(doors: Pick<Doors, 'signIn' | 'ctx'>, path: string, body: unknown, wantsTokens: boolean) {
  const door = doors.signIn()
  let session: RenewedSession | null = null
  const answer = await door.ask({ method: 'POST', path, body }, (started) => {
    session = started
  })
  if (session) return describeSession(doors.ctx, door.secret, session, wantsTokens)
  if (answer.needsSecondStep)
    throw new AppError('forbidden', 'auth.second-step', { message: 'This account has a second step. Sign in on the page, or use a key.' })
  if (answer.status === 403)
    throw new AppError('forbidden', 'auth.not-verified', { message: 'Prove your address first: we sent a code to it.' })
  throw new AppError('unauthenticated', 'auth.wrong', { message: 'This does not fit. Look at both parts and try again.' })
}
