import { FindEverything, type FoundThings } from '../../contract/search'
import type { FoundPage } from './words'

/** What the search may ask. */
interface SearchApi {
  search: { find(asked: FindEverything): Promise<FoundThings> }
}

/** What the address of a search asks for, found for the person who asks. */
export async function findPage(api: SearchApi, searchParams: URLSearchParams, timeZoneOf: () => Promise<string>): Promise<FoundPage> {
  const q = (searchParams.get('q') ?? '').slice(0, 200).toWellFormed().replaceAll('\0', ' ').trim()
  const asked = FindEverything.safeParse({ q, kind: searchParams.get('kind') ?? undefined })
  const { kind } = asked.success ? asked.data : { kind: undefined }
  const { groups } = await api.search.find({ q, kind })
  const hasTimes = groups.some(({ hits }) => hits.some(({ at }) => at !== null))
  return { q, kind: kind ?? null, groups, timeZone: hasTimes ? await timeZoneOf() : 'UTC' }
}
