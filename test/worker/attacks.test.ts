import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { signIn } from '../sign-in'

/** What attackers try at the doors of a served system, and must be refused. Rules between people are in `test/strangers.test.ts`. */
const system = inject('system')
const { origin } = system

async function enter(name: string) {
  const { personId, cookies } = await signIn(system, name)
  const cookie = cookies.map((each) => `${each.name}=${each.value}`).join('; ')
  const call = (procedure: string, input: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}/trpc/${procedure}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    })
  return { personId, cookie, call }
}
const Saved = z.object({ result: z.object({ data: z.object({ card: z.object({ id: z.string() }) }) }) })
const idOf = async (answer: Response) => Saved.parse(await answer.json()).result.data.card.id

test('a file of somebody is found by no other person and no visitor', async () => {
  const [anna, boris] = [await enter('Anna'), await enter('Boris')]
  const applicationId = await idOf(await anna.call('applications.save', { from: 'form', title: 'Baker' }))
  const upload = (cookie: string, file: File) => {
    const form = new FormData()
    form.set('applicationId', applicationId)
    form.set('file', file)
    return fetch(`${origin}/attachments`, { method: 'POST', headers: { cookie }, body: form })
  }
  const letter = new File(['Dear Rosa'], '../../etc/"pass\r\nwd.txt')
  expect((await upload(boris.cookie, letter)).status).toBe(404)
  const kept = await upload(anna.cookie, letter)
  const { id } = z.object({ id: z.string() }).parse(await kept.json())
  const read = (cookie: string) => fetch(`${origin}/attachments/${id}`, { headers: { cookie } })
  expect([(await read(boris.cookie)).status, (await read('')).status]).toEqual([404, 401])
  const own = await read(anna.cookie)
  expect([own.status, own.headers.get('content-disposition')]).toEqual([200, expect.stringMatching(/^attachment; filename="att_\w+"/)])
  expect(own.headers.get('content-security-policy')).toContain('sandbox')
  for (const page of ['<!doctype html><script>1</script>', '<svg onload="1"/>'])
    expect((await upload(anna.cookie, new File([page], 'letter.txt'))).status).toBe(400)
  for (const path of ['..%2F..%2Fsecrets', '%2e%2e%2fdatabase.json', `${id}%00`])
    expect((await fetch(`${origin}/attachments/${path}`, { headers: { cookie: anna.cookie } })).status).toBe(404)
})

test('a note runs nothing on its page, however its Markdown is written', async () => {
  const anna = await enter('Anna')
  const applicationId = await idOf(await anna.call('applications.save', { from: 'form', title: '<img src=x onerror=alert(1)>' }))
  const markdown = [
    '<script>alert(1)</script>',
    '[press](javascript:alert(1))',
    '[press](data:text/html,<script>alert(1)</script>)',
    '<img src=x onerror=alert(1)>',
    '<a href="&#106;avascript:alert(1)">press</a>',
    '![](https://elsewhere.example/pixel.gif)',
    '<svg><animate onbegin=alert(1)></svg>',
  ].join('\n\n')
  const answer = await anna.call('notes.add', { applicationId, markdown })
  const { html } = z.object({ result: z.object({ data: z.object({ html: z.string() }) }) }).parse(await answer.json()).result.data
  expect(html).not.toMatch(/<(?:script|img|svg|animate)|javascript:|data:|\son\w+=/i)
  const page = await fetch(`${origin}/applications/${applicationId}`, { headers: { cookie: anna.cookie } })
  expect(page.status).toBe(200)
  expect(await page.text()).not.toContain('<img src=x')
  expect(page.headers.get('cache-control')).toBe('private, no-store')
})

test('another site, an origin that hides, or a look-alike writes nothing at any door that takes cookies', async () => {
  const anna = await enter('Anna')
  for (const from of ['https://evil.example', 'null', `${origin}.evil.example`, origin.replace('http:', 'https:')]) {
    expect.soft((await anna.call('applications.save', { from: 'form', title: 'Baker' }, { origin: from })).status, from).toBe(403)
    for (const path of ['/applications/change', '/applications/save', '/settings/notifications', '/attachments', '/resume-files', '/today'])
      expect
        .soft((await fetch(`${origin}${path}`, { method: 'POST', headers: { cookie: anna.cookie, origin: from }, body: '' })).status, path)
        .toBe(403)
  }
})

test('an upload over its limit is refused, whatever length and type it claims', async () => {
  const anna = await enter('Anna')
  const upload = (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${origin}/resume-files`, {
      method: 'POST',
      headers: { cookie: anna.cookie, 'x-file-name': 'cv.pdf', 'content-type': 'application/pdf', ...headers },
      body: bytes,
    })
  // The door may shut while the rest is still under way.
  const status = await upload(new Uint8Array(11 * 1024 * 1024)).then(
    (answer) => answer.status,
    (error: Error) => error.message,
  )
  expect([413, 'fetch failed']).toContain(status)
  expect((await upload(new TextEncoder().encode('<html><script>alert(1)</script>'))).status).toBe(400)
  expect((await upload(new TextEncoder().encode('MZ\u0090'))).status).toBe(400)
})

test('a page that takes forms refuses any other body with what to do instead, and is no fault of ours', async () => {
  const anna = await enter('Anna')
  for (const path of ['/sign-in', '/settings', '/today', '/applications/new', '/paste', '/sign-in.data'])
    for (const [type, body] of [
      ['application/json', '{"intent":"save"}'],
      ['text/plain', 'intent=save'],
    ] as const) {
      const answer = await fetch(`${origin}${path}`, { method: 'POST', headers: { cookie: anna.cookie, 'content-type': type }, body })
      expect.soft(answer.status, `${path} ${type}`).toBe(415)
    }
})
