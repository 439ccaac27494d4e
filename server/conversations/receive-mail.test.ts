import { createTransport, type SendMailOptions } from 'nodemailer'
import { expect, test } from 'vitest'
import { conversationMessages } from '../../db/schema'
import { addPosting, applyAs, newBatch } from '../../test/add-posting'
import { failure, newWorld, type World } from '../../test/world'
import { writeDocx } from '../resumes/write-docx'
import { readMessageFile } from './read-message-file'
import { receiveMail } from './receive-mail'

const PASSED = { 'Authentication-Results': 'mx.cloudflare.net; spf=pass; dkim=pass; dmarc=pass' }

/** A thread in which the candidate got a mail, and the address that it is answered at. */
async function newThread(world: World) {
  const [rita, sam] = await Promise.all([world.person('Rita'), world.person('Sam')])
  const held = await addPosting(world, rita)
  const { applicationId } = await applyAs(sam, held.postingId)
  await rita.api.conversations.write({ applicationId, subject: 'Monday?', text: 'Can you come?', batchId: newBatch() })
  world.passMs(60_000)
  await world.cron()
  await world.settle()
  const to = world.state.mailbox.taken.find(({ subject }) => subject === 'Monday?')?.replyTo ?? ''
  const messages = async () => (await rita.api.conversations.thread({ applicationId })).messages.slice(1)
  return { rita, sam, applicationId, to, messages, ...held }
}

async function mime(mail: SendMailOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { message } = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
    from: 'Sam <sam@example.com>',
    headers: PASSED,
    messageId: '<one@mail.example>',
    subject: 'Re: Monday?',
    ...mail,
  })
  return new Uint8Array(Buffer.isBuffer(message) ? message : Buffer.from(''))
}

const receive = async (world: World, to: string, mail: SendMailOptions, from = 'sam@example.com') =>
  receiveMail(world.as('system'), { from, to, raw: await mime({ to, ...mail }) })

test('an answer by mail stands in the thread once, without what its program repeated, for both sides', async () => {
  await using world = await newWorld()
  const { sam, applicationId, to, messages } = await newThread(world)
  const answer = {
    text: 'Yes, at nine.\r\n\r\nOn Mon, 21 Nov 2026 at 10:00, Numerojobs <mail@x.example> wrote:\r\n> Can you come?\r\n> Rita\r\n',
  }
  expect(await receive(world, to, answer)).toBe('kept')
  expect(await receive(world, to.toUpperCase(), answer)).toBe('again')
  expect(await messages()).toMatchObject([
    {
      state: 'received',
      via: 'mail',
      subject: 'Re: Monday?',
      text: 'Yes, at nine.',
      quoted: expect.stringContaining('> Can you come?'),
      check: 'passed',
      fromAddress: null,
      isAutomatic: false,
    },
  ])
  expect((await sam.api.conversations.mine({ applicationId })).messages.map(({ text }) => text)).toEqual(['Can you come?', 'Yes, at nine.'])
})

test('two copies of a mail at the same moment are one', async () => {
  await using world = await newWorld()
  const { to, messages } = await newThread(world)
  const taken = await Promise.all([1, 2].map(() => receive(world, to, { text: 'Yes.' })))
  expect(taken.sort()).toEqual(['again', 'kept'])
  expect(await messages()).toHaveLength(1)
})

test('an address that we never gave, our own mail, a bounce and what is no mail are dropped without a trace', async () => {
  await using world = await newWorld()
  const { to, messages } = await newThread(world)
  const [name, domain] = to.split('@')
  expect(await receive(world, `reply+${'f'.repeat(40)}@${domain}`, { text: 'Hello' })).toBe('unknown')
  expect(await receive(world, `${name?.slice(0, -1)}@${domain}`, { text: 'Hello' })).toBe('unknown')
  expect(await receive(world, `mail@${domain}`, { text: 'Hello' })).toBe('unknown')
  expect(await receive(world, to, { text: 'Hello', messageId: `<msg_${'a'.repeat(32)}@numerojobs.example>` })).toBe('loop')
  expect(await receive(world, to, { text: 'Hello', from: to })).toBe('loop')
  const report = new TextEncoder().encode('From: daemon@mail.example\r\nContent-Type: multipart/report; boundary="x"\r\n\r\n--x--\r\n')
  expect(await receiveMail(world.as('system'), { from: '', to, raw: report })).toBe('bounce')
  expect(await messages()).toEqual([])
})

test('HTML becomes text that holds no markup, and who could not be verified or writes from elsewhere is shown as that', async () => {
  await using world = await newWorld()
  const { to, messages } = await newThread(world)
  const html = '<p>Yes &amp; gladly</p><script>steal()</script><img src=x onerror=steal()><style>p{}</style>'
  const headers = { 'Authentication-Results': 'mx.cloudflare.net; spf=fail; dkim=none; dmarc=fail' }
  expect(await receive(world, to, { html, headers, from: 'Mallory <mallory@evil.example>' })).toBe('kept')
  const [message] = await messages()
  expect(message).toMatchObject({ text: 'Yes & gladly', check: 'failed', fromAddress: 'mallory@evil.example' })
  // A sender's own line says nothing: only the server at our door is believed, and its line stands first.
  const forged = { 'Authentication-Results': 'evil.example; spf=pass; dkim=pass; dmarc=pass' }
  await receive(world, to, { text: 'Trust me', headers: forged, messageId: '<two@mail.example>' })
  expect((await messages())[1]).toMatchObject({ check: 'unknown' })
})

test('an out-of-office note is shown as what it is, and rings nobody’s bell', async () => {
  await using world = await newWorld()
  const { rita, to, messages } = await newThread(world)
  await receive(world, to, { text: 'I am away.', headers: { ...PASSED, 'Auto-Submitted': 'auto-replied' } })
  expect(await messages()).toMatchObject([{ isAutomatic: true }])
  expect((await rita.api.notifications.list({})).data.filter(({ data }) => data.event === 'candidate.answered')).toEqual([])
  await receive(world, to, { text: 'I am back.', messageId: '<two@mail.example>' })
  expect((await rita.api.notifications.list({})).data.filter(({ data }) => data.event === 'candidate.answered')).toHaveLength(1)
})

test('PDF and Word files are kept by their bytes for the team alone, others are counted, and all goes with the person', async () => {
  await using world = await newWorld()
  const { rita, sam, to, messages } = await newThread(world)
  const docx = Buffer.from(await writeDocx({ basics: { name: 'Sam' } }))
  const attachments = [
    { filename: '../letter "x".docx', content: docx },
    { filename: 'really.pdf', content: Buffer.from('MZ a program') },
  ]
  expect(await receive(world, to, { text: 'Here it is.', attachments })).toBe('kept')
  const [message] = await messages()
  expect(message).toMatchObject({ files: [{ name: '..letter x.docx', byteSize: docx.byteLength }], filesLeftOut: 1 })
  const asked = { messageId: message?.id ?? '', index: 0 }
  expect((await readMessageFile(rita.ctx, asked)).bytes.byteLength).toBe(docx.byteLength)
  expect(await failure(readMessageFile(sam.ctx, asked))).toEqual(await failure(readMessageFile(rita.ctx, { ...asked, index: 7 })))
  const { conversationsOfPerson } = await import('./person-data')
  const person = { personId: sam.personId, email: null, keyIds: [] }
  expect(await conversationsOfPerson.countPerson(world.as('system'), person)).toBe(1)
  const exported = []
  for await (const part of conversationsOfPerson.exportPerson(world.as('system'), sam.personId))
    if ('rows' in part) exported.push(...part.rows)
  expect(exported).toMatchObject([{ writtenBy: 'employer' }, { writtenBy: 'you', text: 'Here it is.' }])
  expect(await conversationsOfPerson.erasePerson(world.as('system'), person)).toBe(1)
  expect(await conversationsOfPerson.erasePerson(world.as('system'), person)).toBe(0)
  expect((await world.as('system').files.listByPrefix('hiring/')).files).toEqual([])
  expect(await world.as('system').db.select().from(conversationMessages)).toEqual([])
  expect(await receive(world, to, { text: 'Still there?', messageId: '<two@mail.example>' })).toBe('unknown')
})

test('more than fifty mails of one candidate in a day are not kept, and the next day they are again', async () => {
  await using world = await newWorld()
  const { to, messages } = await newThread(world)
  for (let at = 0; at < 50; at++) expect(await receive(world, to, { text: 'Hello', messageId: `<${at}@mail.example>` })).toBe('kept')
  expect(await receive(world, to, { text: 'Hello', messageId: '<50@mail.example>' })).toBe('too-many')
  world.passMs(86_400_001)
  expect(await receive(world, to, { text: 'Hello', messageId: '<51@mail.example>' })).toBe('kept')
  expect(await messages()).toHaveLength(51)
})

test('a mail over 10 MB is refused at the door, for whatever address, and any other is taken without a word', async () => {
  await using world = await newWorld()
  const { to, messages } = await newThread(world)
  const { takeMail } = await import('../entry/take-mail')
  const refused: string[] = []
  const raw = await mime({ to, text: 'Yes.' })
  const routed = (address: string, rawSize: number) =>
    takeMail(world.as('system'), {
      from: 'sam@example.com',
      to: address,
      raw: new Blob([raw]).stream(),
      rawSize,
      setReject: (reason) => refused.push(reason),
    })
  for (const address of [to, 'nobody@numerojobs.example']) await routed(address, 10 * 1_048_576 + 1)
  expect(new Set(refused).size).toBe(1)
  expect(refused).toHaveLength(2)
  await routed('nobody@numerojobs.example', raw.byteLength)
  await routed(to, raw.byteLength)
  expect(refused).toHaveLength(2)
  expect(await messages()).toHaveLength(1)
})

test('a mail of thousands of parts is not read at all', async () => {
  await using world = await newWorld()
  const { to, messages } = await newThread(world)
  const raw = new TextEncoder().encode(
    `From: sam@example.com\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(20_000)}--b--\r\n`,
  )
  expect(await receiveMail(world.as('system'), { from: 'sam@example.com', to, raw })).toBe('broken')
  expect(await messages()).toEqual([])
})
