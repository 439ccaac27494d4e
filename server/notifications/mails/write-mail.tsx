import { render, toPlainText } from '@react-email/render'
import type { ReactElement } from 'react'
import { notificationWords, writeInstant } from '../core/notification-words'
import { Action, Code, type Ending, Facts, Heading, Items, MailLayout, Note, Paragraph } from './mail-layout'
import type { MailContent, MailData } from './mail-templates'

/** What surrounds a mail: where we live, and how its kind is ended. */
export interface MailFrame {
  origin: string
  ending: Ending | null
}

/**
 * A mail in words: HTML, and the same in plain text for programs and people who read that.
 * React escapes whatever people typed; a subject holds no line break, since it becomes a header.
 */
export async function writeMail(content: MailContent, frame: MailFrame): Promise<{ subject: string; html: string; text: string }> {
  const { subject, preview, because, body } = partsOf(content, frame)
  const html = await render(
    <MailLayout preview={preview} origin={frame.origin} ending={frame.ending} because={because}>
      {body}
    </MailLayout>,
  )
  return { subject: oneLine(subject), html, text: textOf(html) }
}

interface MailParts {
  subject: string
  preview: string
  /** Why it comes, where it is not about an account. */
  because?: string
  body: ReactElement
}

function partsOf(content: MailContent, frame: MailFrame): MailParts {
  switch (content.template) {
    case 'verify-address':
      return verifyAddress(content.data)
    case 'already-registered':
      return alreadyRegistered(content.data)
    case 'sign-in-code':
      return signInCode(content.data)
    case 'reset-password':
      return resetPassword(content.data)
    case 'password-changed':
      return passwordChanged(content.data)
    case 'new-sign-in':
      return newSignIn(content.data)
    case 'invitation':
      return invitation(content.data)
    case 'application-reminder':
    case 'interview-reminder':
    case 'update':
      return oneNotification(content.data, frame)
    case 'digest':
      return digest(content.data, frame)
    case 'job-digest':
      return jobDigest(content.data, frame)
    case 'application-received':
      return applicationReceived(content.data)
    case 'application-status':
      return applicationStatus(content.data)
    case 'employer-message':
      return employerMessage(content.data)
    case 'interview-news':
      return interviewNews(content.data)
    case 'pool-ask':
      return poolAsk(content.data)
    case 'pool-joined':
      return poolJoined(content.data)
    case 'appeal-answered':
      return appealAnswered(content.data)
    case 'deletion-scheduled':
      return deletionScheduled(content.data)
    case 'deletion-done':
      return deletionDone(content.data)
    case 'export-ready':
      return exportReady(content.data)
    case 'provider-gone':
      return providerGone(content.data)
    case 'payment-failed':
      return paymentFailed(content.data)
    case 'employer-code':
      return employerCode(content.data)
    case 'career-host-missing':
      return careerHostMissing(content.data)
    case 'webhook-off':
      return webhookOff(content.data)
    default:
      return content satisfies never
  }
}

const applicationReceived = ({ organisationName, title, replyDueAt, timeZone, link }: MailData<'application-received'>): MailParts => ({
  subject: `${organisationName} has your application: ${title}`,
  preview: `An answer is promised by ${writeInstant(replyDueAt, timeZone)}.`,
  body: (
    <>
      <Heading>Your application has arrived</Heading>
      <Paragraph>
        {organisationName} has your application as {title}. They promise an answer by {writeInstant(replyDueAt, timeZone)}; if none comes,
        your page says so.
      </Paragraph>
      <Action href={link}>See where it stands</Action>
      <Note>This link is yours alone: whoever has it can see your application and take it back.</Note>
    </>
  ),
})

const CalledOffNote = ({ calledOff }: Pick<MailData<'application-status'>, 'calledOff'>) =>
  calledOff === null ? null : (
    <Paragraph>The interview on {writeInstant(calledOff.startsAt, calledOff.timeZone)} is called off: nobody expects you then.</Paragraph>
  )

const applicationStatus = ({ organisationName, title, label, isClosed, link, calledOff }: MailData<'application-status'>): MailParts => ({
  subject: `${title} at ${organisationName}: ${label}`,
  preview: isClosed ? 'Your application has ended.' : 'Your application has moved.',
  body: (
    <>
      <Heading>{label}</Heading>
      <Paragraph>
        {isClosed
          ? `${organisationName} has ended your application as ${title}. Thank you for the time you gave it.`
          : `${organisationName} has moved your application as ${title}.`}
      </Paragraph>
      <CalledOffNote calledOff={calledOff} />
      <Action href={link}>See where it stands</Action>
    </>
  ),
})

/** What a person wrote, as they wrote it: a paragraph for each block, its lines kept. */
const employerMessage = ({
  organisationName,
  title,
  subject,
  text,
  link,
  replyTo,
  calledOff,
}: MailData<'employer-message'>): MailParts => ({
  subject,
  preview: text.slice(0, 120),
  because: `You get this because you applied to ${organisationName} as ${title} through Numerojobs.`,
  body: (
    <>
      {text.split(/\n{2,}/).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: The blocks of a mail never change places.
        <Paragraph key={index}>{block.split('\n').flatMap((line, at) => (at === 0 ? [line] : [<br key={line + at} />, line]))}</Paragraph>
      ))}
      <CalledOffNote calledOff={calledOff} />
      {link === null ? null : <Action href={link}>{replyTo === null ? 'Read and answer' : 'See your application'}</Action>}
      <Note>
        {organisationName}, about your application as {title}. {replyTo === null ? '' : 'Answer this mail, and they read it. '}
        {link === null ? '' : 'Your page shows the whole conversation.'}
      </Note>
    </>
  ),
})

const INTERVIEW_NEWS = {
  invited: { subject: 'Choose a time', words: 'invites you to an interview', action: 'Choose a time' },
  agreed: { subject: 'Your interview', words: 'expects you', action: 'See or change it' },
  'called-off': { subject: 'Called off', words: 'will not meet you: the interview is called off', action: 'See what stands there' },
}
const interviewNews = ({ organisationName, title, what, startsAt, timeZone, link }: MailData<'interview-news'>): MailParts => {
  const when = startsAt !== null && what !== 'invited' ? writeInstant(startsAt, timeZone) : null
  const { subject, words, action } = INTERVIEW_NEWS[what]
  return {
    subject: `${subject}: ${title} at ${organisationName}`,
    preview: when ?? `${organisationName} ${words}.`,
    body: (
      <>
        <Heading>{subject}</Heading>
        <Paragraph>
          {organisationName} {words}, for {title}
          {when === null ? '' : `: ${when}`}.
        </Paragraph>
        <Action href={link}>{action}</Action>
        <Note>This link is yours alone: whoever has it can choose or change the time.</Note>
      </>
    ),
  }
}

const poolAsk = ({ organisationName, link, expiresAt }: MailData<'pool-ask'>): MailParts => ({
  subject: `May ${organisationName} ask you about other jobs?`,
  preview: 'Nothing happens unless you say yes.',
  body: (
    <>
      <Heading>May {organisationName} ask you about other jobs?</Heading>
      <Paragraph>
        They would like to keep what you sent them for a year, and to write to you when another job fits. You can end it at any time.
      </Paragraph>
      <Action href={link}>Say yes or no</Action>
      <Note>
        You can answer until {writeInstant(expiresAt, 'UTC')}. Without an answer nothing changes, and you are not asked again soon.
      </Note>
    </>
  ),
})

const poolJoined = ({ organisationName, link, until }: MailData<'pool-joined'>): MailParts => ({
  subject: `${organisationName} may ask you about other jobs`,
  preview: 'You can end it at any time.',
  body: (
    <>
      <Heading>{organisationName} may ask you about other jobs</Heading>
      <Paragraph>
        You agreed to it when you applied. It counts until {writeInstant(until, 'UTC')}, and you can end it at any time.
      </Paragraph>
      <Action href={link}>Look at it, or end it</Action>
    </>
  ),
})

const appealAnswered = ({ title, outcome, answer, link }: MailData<'appeal-answered'>): MailParts => ({
  subject: outcome === 'restored' ? `Open again: ${title}` : `It stays closed: ${title}`,
  preview: 'The answer to your objection.',
  body: (
    <>
      <Heading>{outcome === 'restored' ? 'The job is open again' : 'The job stays closed'}</Heading>
      <Paragraph>You objected when an operator closed “{title}”. We looked at it anew.</Paragraph>
      <Paragraph>{answer}</Paragraph>
      <Action href={link}>See the decision</Action>
      <Note>This answer is final. We have erased your address with this mail.</Note>
    </>
  ),
})

const verifyAddress = ({ code, link, minutes }: MailData<'verify-address'>): MailParts => ({
  subject: `${code} is your Numerojobs code`,
  preview: `Confirm your address. The code is good for ${minutes} minutes.`,
  body: (
    <>
      <Heading>Confirm your address</Heading>
      <Paragraph>Type this code where you signed up. It is good for {minutes} minutes.</Paragraph>
      <Code>{code}</Code>
      {link === null ? null : <Action href={link}>Confirm with this link instead</Action>}
      <Note>If you did not sign up at Numerojobs, leave this mail alone: without the code nothing happens.</Note>
    </>
  ),
})

const alreadyRegistered = ({ link }: MailData<'already-registered'>): MailParts => ({
  subject: 'You already have a Numerojobs account',
  preview: 'Somebody, probably you, signed up with this address again.',
  body: (
    <>
      <Heading>You already have an account</Heading>
      <Paragraph>Somebody, probably you, signed up with this address again. Nothing was changed; sign in with what you have.</Paragraph>
      <Action href={link}>Sign in</Action>
      <Note>If that was not you, there is nothing to do: whoever it was has learned nothing.</Note>
    </>
  ),
})

const signInCode = ({ code, link, minutes }: MailData<'sign-in-code'>): MailParts => ({
  subject: `${code} is your Numerojobs code`,
  preview: `Sign in with it within ${minutes} minutes.`,
  body: (
    <>
      <Heading>Your sign-in code</Heading>
      <Paragraph>Type it where you are signing in. It is good for {minutes} minutes and works once.</Paragraph>
      <Code>{code}</Code>
      <Action href={link}>Or sign in with this link</Action>
      <Note>We never ask for this code by phone or mail. If you are not signing in, leave this mail alone.</Note>
    </>
  ),
})

const resetPassword = ({ code, link, minutes }: MailData<'reset-password'>): MailParts => ({
  subject: 'Choose a new Numerojobs password',
  preview: `The link is good for ${minutes} minutes.`,
  body: (
    <>
      <Heading>Choose a new password</Heading>
      <Paragraph>Somebody, probably you, asked to reset your password. Link and code work once, within {minutes} minutes.</Paragraph>
      <Action href={link}>Choose a new password</Action>
      <Paragraph>Or type this code where you asked for it:</Paragraph>
      <Code>{code}</Code>
      <Note>If that was not you, leave this mail alone: your password stays as it is.</Note>
    </>
  ),
})

const passwordChanged = ({ at, timeZone, link }: MailData<'password-changed'>): MailParts => ({
  subject: 'Your Numerojobs password was changed',
  preview: 'If that was not you, act now.',
  body: (
    <>
      <Heading>Your password was changed</Heading>
      <Paragraph>That was {writeInstant(at, timeZone)}. All other devices were signed out.</Paragraph>
      <Paragraph>If that was not you, choose a new password now: it signs everybody else out.</Paragraph>
      <Action href={link}>That was not me</Action>
    </>
  ),
})

const newSignIn = ({ device, country, at, timeZone, link }: MailData<'new-sign-in'>): MailParts => ({
  subject: 'A new sign-in to your Numerojobs account',
  preview: `${device}, ${writeInstant(at, timeZone)}`,
  body: (
    <>
      <Heading>A new device signed in</Heading>
      <Facts
        facts={[
          ['Device', device],
          ['Country', country ?? 'not known'],
          ['When', writeInstant(at, timeZone)],
        ]}
      />
      <Note>If that was you, there is nothing to do. If not, end that session and change your password.</Note>
      <Action href={link}>See my sessions</Action>
    </>
  ),
})

const employerCode = ({ organisationName, inviterName, code, minutes }: MailData<'employer-code'>): MailParts => ({
  subject: `${code} proves that ${organisationName} owns this address’s domain`,
  preview: `${inviterName} asked for it on Numerojobs.`,
  body: (
    <>
      <Heading>Is this domain yours?</Heading>
      <Paragraph>
        {inviterName} says that {organisationName} owns the domain of this address. If that is so, give them this code:
      </Paragraph>
      <Code>{code}</Code>
      <Note>It works for {minutes} minutes. If you do not know them, give it to nobody: then nothing happens.</Note>
    </>
  ),
})

const invitation = ({ organisationName, inviterName, role, link, expiresAt }: MailData<'invitation'>): MailParts => ({
  subject: `${inviterName} invites you to ${organisationName} on Numerojobs`,
  preview: `You would join as ${role.replaceAll('_', ' ')}.`,
  body: (
    <>
      <Heading>Join {organisationName}</Heading>
      <Paragraph>
        {inviterName} invites you to hire together on Numerojobs. You would join as {role.replaceAll('_', ' ')}.
      </Paragraph>
      <Action href={link}>See the invitation</Action>
      <Note>It is open until {writeInstant(expiresAt, 'UTC')}. If you do not know them, leave this mail alone.</Note>
    </>
  ),
})

function oneNotification({ item, timeZone }: MailData<'update'>, { origin }: MailFrame): MailParts {
  const { title, detail, path } = notificationWords(item.data, timeZone)
  return {
    subject: title,
    preview: detail,
    body: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>{detail}</Paragraph>
        <Action href={origin + path}>Open it</Action>
      </>
    ),
  }
}

function jobDigest({ items, more, timeZone }: MailData<'job-digest'>, { origin }: MailFrame): MailParts {
  const words = linesOf(items, timeZone, origin)
  // A line may stand for several jobs that came together.
  const count = more + items.reduce((sum, { data }) => sum + 1 + (data.event === 'job.found' ? data.more : 0), 0)
  return {
    subject: count === 1 ? `A new job for you: ${words[0]?.title ?? ''}` : `${count} new jobs for you on Numerojobs`,
    preview: words[0]?.title ?? '',
    body: (
      <>
        <Heading>{count === 1 ? 'A new job for you' : `${count} new jobs for you`}</Heading>
        <Items items={words} />
        {more > 0 ? <Paragraph>And {more} more.</Paragraph> : null}
        <Action href={`${origin}/following`}>See all, with why</Action>
        <Note>Searches, companies and how well a job must fit are yours to change on that page.</Note>
      </>
    ),
  }
}

const linesOf = (items: MailData<'digest'>['items'], timeZone: string, origin: string) =>
  items.map(({ data, at }) => {
    const { title, detail, path } = notificationWords(data, timeZone)
    return { title, detail: `${detail} ${writeInstant(at, timeZone)}`, href: origin + path }
  })

function digest({ items, more, period, timeZone }: MailData<'digest'>, { origin }: MailFrame): MailParts {
  const count = items.length + more
  const words = linesOf(items, timeZone, origin)
  return {
    subject: `${count === 1 ? 'One update' : `${count} updates`} ${period === 'daily' ? 'of your day' : 'of your week'} on Numerojobs`,
    preview: words[0]?.title ?? '',
    body: (
      <>
        <Heading>{period === 'daily' ? 'What happened today' : 'What happened this week'}</Heading>
        <Items items={words} />
        {more > 0 ? <Paragraph>And {more} more.</Paragraph> : null}
        <Action href={`${origin}/notifications`}>See all</Action>
      </>
    ),
  }
}

const deletionScheduled = ({ at, timeZone, link }: MailData<'deletion-scheduled'>): MailParts => ({
  subject: 'Your Numerojobs account will be deleted',
  preview: `On ${writeInstant(at, timeZone)}, unless you take it back.`,
  body: (
    <>
      <Heading>Your account will be deleted</Heading>
      <Paragraph>On {writeInstant(at, timeZone)} everything you keep here is erased for good. Until then you can take it back.</Paragraph>
      <Action href={link}>Keep my account</Action>
    </>
  ),
})

const deletionDone = ({ link }: MailData<'deletion-done'>): MailParts => ({
  subject: 'Your Numerojobs account is deleted',
  preview: 'Everything you kept here is erased.',
  body: (
    <>
      <Heading>Your account is deleted</Heading>
      <Paragraph>Your profile, résumés, applications, notes and files are erased. This is the last mail you get from us.</Paragraph>
      {link === null ? null : <Action href={link}>See the proof</Action>}
    </>
  ),
})

const exportReady = ({ link, expiresAt, timeZone }: MailData<'export-ready'>): MailParts => ({
  subject: 'Your Numerojobs data is ready',
  preview: `Download it until ${writeInstant(expiresAt, timeZone)}.`,
  body: (
    <>
      <Heading>Your data is ready</Heading>
      <Paragraph>
        Everything we keep about you, in one ZIP file. You can download it until {writeInstant(expiresAt, timeZone)}, signed in.
      </Paragraph>
      <Action href={link}>Download my data</Action>
    </>
  ),
})

const providerGone = ({ provider, link }: MailData<'provider-gone'>): MailParts => ({
  subject: `${provider} is no longer linked to your Numerojobs account`,
  preview: 'Should the account go as well? You decide.',
  body: (
    <>
      <Heading>{provider} is unlinked</Heading>
      <Paragraph>
        You asked {provider} to have your data deleted, so we erased the link to your account there and what came with it. You signed in by
        it alone, and have made nothing else here.
      </Paragraph>
      <Paragraph>Should the account itself go too? Sign in by a code to this address and decide; until then it stays as it is.</Paragraph>
      <Action href={link}>Decide</Action>
    </>
  ),
})

const paymentFailed = ({ organisationName, link }: MailData<'payment-failed'>): MailParts => ({
  subject: `A payment of ${organisationName} did not go through`,
  preview: 'The plan holds for now. Look at how it is paid.',
  body: (
    <>
      <Heading>A payment did not go through</Heading>
      <Paragraph>
        The monthly payment of {organisationName} was refused. The plan holds for now, and the payment provider tries again in the next
        days. If none of these tries goes through, the plan ends; open postings stay open.
      </Paragraph>
      <Action href={link}>Look at how it is paid</Action>
      <Note>You get this as an owner of {organisationName}.</Note>
    </>
  ),
})

const careerHostMissing = (facts: MailData<'career-host-missing'>): MailParts => {
  const { organisationName, host, until, timeZone, record, link } = facts
  const subject = until === null ? `${host} no longer shows your career page` : `A record of ${host} is missing`
  return {
    subject,
    preview: until === null ? 'Its record was missing for three days.' : 'Your career page stays there for now.',
    body: (
      <>
        <Heading>{subject}</Heading>
        <Paragraph>
          {until === null
            ? `The TXT record at ${record} was missing for three days, so nothing proves any more that the host is yours. Your career page stands at our address as before. Once the record is there again, prove the domain and enter the host anew.`
            : `The TXT record at ${record}, which proves that the host is yours, cannot be found. Put it back before ${writeInstant(until, timeZone)}: your career page leaves the host then.`}
        </Paragraph>
        <Action href={link}>See the record</Action>
        <Note>You get this as an owner of {organisationName}.</Note>
      </>
    ),
  }
}

const webhookOff = ({ organisationName, host, isGone, link }: MailData<'webhook-off'>): MailParts => ({
  subject: `Webhooks of ${organisationName} to ${host} are switched off`,
  preview: isGone ? 'The endpoint says that it is gone.' : 'Nothing came through for three days.',
  body: (
    <>
      <Heading>Webhooks to {host} are switched off</Heading>
      <Paragraph>
        {isGone
          ? `The endpoint answered 410 Gone, which says that it wants no more. We stopped sending.`
          : `Every delivery to this endpoint failed for three days. We stopped trying.`}{' '}
        Nothing is lost: what happens is kept for 30 days, and can be sent again once the endpoint is well.
      </Paragraph>
      <Action href={link}>See what it answered</Action>
      <Note>You get this as an owner of {organisationName}.</Note>
    </>
  ),
})

/** The words of a mail without its frame: buttons become their words and address. */
function textOf(html: string): string {
  return `${toPlainText(html, {
    wordwrap: 78,
    selectors: [
      { selector: '[data-skip-in-text]', format: 'skip' },
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['', ''] } },
    ],
  }).trim()}\n`
}

const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
