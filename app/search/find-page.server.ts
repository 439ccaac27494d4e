import type { AppLoadContext } from '@remix-run/cloudflare'
import { FindEverything } from '../../contract/search'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import type { FoundPage } from './words'

/** What the address of a search asks for, found for the person who asks. */
export async function findPage(context: AppLoadContext, searchParams: URLSearchParams): Promise<FoundPage> {
  const q = (searchParams.get('q') ?? '').slice(0, 200).toWellFormed().replaceAll('\0', ' ').trim()
  const asked = FindEverything.safeParse({ q, kind: searchParams.get('kind') ?? undefined })
  const { kind } = asked.success ? asked.data : { kind: undefined }
  const { groups } = await serverApi(context).search.find({ q, kind })
  const hasTimes = groups.some(({ hits }) => hits.some(({ at }) => at !== null))
  const timeZone = hasTimes ? (await personFor(context)).timeZone : 'UTC'
  return { q, kind: kind ?? null, groups, timeZone }
}
