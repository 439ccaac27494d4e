import { request } from 'node:http'
import { json } from 'node:stream/consumers'
import { deflateSync } from 'node:zlib'
import { createTRPCClient, httpLink } from '@trpc/client'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { RESUME_FAILURES, type ResumeFile } from '../../contract/resumes'
import type { AppRouter } from '../../server/entry/app-router'
import { writeDocx } from '../../server/resumes/write-docx'
import { writePdf } from '../../server/resumes/write-pdf'
import { assetFromDisk } from '../asset-from-disk'
import { CONTENT, ownerLockedPdf } from '../fixtures/resumes/hostile'
import { OWN_RESUMES } from '../fixtures/resumes/own'

const { origin } = inject('system')
/** Codes leave by the queue, and files are read by it. */
const QUEUE = { timeout: 30_000, interval: 300 }
const Inbox = z.object({ mails: z.array(z.object({ subject: z.string() })) })
const FileId = z.object({ id: z.string() })

interface Person {
  cookie: string
  api: ReturnType<typeof clientWith>
}
const clientWith = (cookie: string) => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, headers: { cookie } })] })

async function signUp(name: string): Promise<Person> {
  const email = `${name}-${crypto.randomUUID().slice(0, 8)}@example.com`
  const post = (path: string, body: unknown) =>
    fetch(`${origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect((await post('/v1/auth/register', { email, password: 'four words make one', name })).status).toBe(200)
  let code = ''
  const readCode = async () => {
    const { mails } = Inbox.parse(await (await fetch(`${origin}/dev/mail.json?to=${encodeURIComponent(email)}`)).json())
    code = mails.map(({ subject }) => /\d{6}/.exec(subject)?.[0]).find(Boolean) ?? ''
    return code
  }
  await expect.poll(readCode, QUEUE).not.toBe('')
  const answer = await post('/v1/auth/verify', { email, code })
  expect(answer.status).toBe(200)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ')
  return { cookie, api: clientWith(cookie) }
}

const upload = (bytes: Uint8Array<ArrayBuffer>, cookie: string, name = 'cv.pdf') =>
  fetch(`${origin}/resume-files`, { method: 'POST', body: bytes, headers: { cookie, 'x-file-name': encodeURIComponent(name) } })

async function readBy({ cookie, api }: Person, bytes: Uint8Array<ArrayBuffer>, name: string) {
  const answer = await upload(bytes, cookie, name)
  expect(answer.status).toBe(201)
  const { id: fileId } = FileId.parse(await answer.json())
  const settled: ResumeFile['state'][] = ['read', 'failed']
  await expect.poll(async () => settled.includes((await api.resumes.getFile.query({ fileId })).state), QUEUE).toBe(true)
  return api.resumes.getFile.query({ fileId })
}

const people = new Map<string, Promise<Person>>()
/** Signed up by the first test that needs them. */
function personNamed(name: string): Promise<Person> {
  const person = people.get(name) ?? signUp(name)
  people.set(name, person)
  return person
}

test.each([
  ['PDF', 'engineer', (resume: Parameters<typeof writeDocx>[0]) => writePdf({ asset: assetFromDisk }, resume)],
  ['Word document', 'developer', async (resume: Parameters<typeof writeDocx>[0]) => writeDocx(resume)],
] as const)(
  'a %s that a signed-in person uploads is read by the queue, every value with its place in the text',
  async (kind, whose, write) => {
    const resume = OWN_RESUMES[whose] ?? {}
    const file = await readBy(await personNamed('mira'), await write(resume), `Lebenslauf ü.${kind === 'PDF' ? 'pdf' : 'docx'}`)
    expect(file).toMatchObject({ state: 'read', failure: null, progressRatio: 1, reading: { resume } })
    const { text, reading } = file
    const name = reading?.evidence.find(({ path }) => path === 'basics.name')
    expect(text?.slice(name?.start, name?.end)).toBe(resume.basics?.name)
  },
)

test('a PDF that only its owner’s password protects is read here too', async () => {
  const file = await readBy(await personNamed('mira'), ownerLockedPdf(deflateSync(CONTENT), '/Filter/FlateDecode'), 'locked.pdf')
  expect(file).toMatchObject({ state: 'read', text: 'Mira Okonkwo-Lindqvist, bridge engineer' })
})

test('a file that cannot be read says why, and other files go on being read', async () => {
  const file = await readBy(await personNamed('mira'), new TextEncoder().encode('%PDF-1.7 and nothing else'), 'broken.pdf')
  expect(file).toMatchObject({ state: 'failed', failure: 'resume.damaged', reading: null })
  expect(await readBy(await personNamed('mira'), writeDocx(OWN_RESUMES.nurse ?? {}), 'nurse.docx')).toMatchObject({ state: 'read' })
})

test('a stranger gets not_found, exactly as for a file that does not exist, and a visitor must sign in', async () => {
  const file = await readBy(await personNamed('mira'), writeDocx(OWN_RESUMES.greek ?? {}), 'greek.docx')
  const boris = await personNamed('boris')
  const problemOf = async (person: Person, fileId: string) => {
    const answer = await fetch(`${origin}/trpc/resumes.getFile?input=${encodeURIComponent(JSON.stringify({ fileId }))}`, {
      headers: { cookie: person.cookie },
    })
    return [answer.status, (await answer.text()).replaceAll(fileId, 'ID').replace(/"requestId":"[^"]*"/g, '')]
  }
  const asStranger = await problemOf(boris, file.id)
  expect(asStranger[0]).toBe(404)
  expect(asStranger).toEqual(await problemOf(boris, `rsf_${'f'.repeat(32)}`))
  expect((await boris.api.resumes.listFiles.query({})).data).toEqual([])
  expect((await upload(writeDocx(OWN_RESUMES.greek ?? {}), '')).status).toBe(401)
})

/** Begins to send a file of so many bytes, and waits for the answer: it comes before the rest is sent. */
function declare(byteSize: number, cookie: string): Promise<[number | undefined, unknown]> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/pdf', 'content-length': byteSize }
    const sending = request(`${origin}/resume-files`, { method: 'POST', headers }, (answer) => {
      json(answer).then((body) => {
        resolve([answer.statusCode, body])
        sending.destroy()
      }, reject)
    })
    sending.on('error', reject)
    sending.write('%PDF-1.7\n')
  })
}

test('over 10 MB is refused with 413 and what to do, and nothing of it is kept', async () => {
  const boris = await personNamed('boris')
  const before = (await boris.api.resumes.listFiles.query({})).data.length
  const answer = await declare(10 * 1024 * 1024 + 1, boris.cookie)
  expect(answer).toMatchObject([413, { reason: 'resume.too-large', title: RESUME_FAILURES['resume.too-large'] }])
  expect((await boris.api.resumes.listFiles.query({})).data).toHaveLength(before)
})
