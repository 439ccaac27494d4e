import { eq } from 'drizzle-orm'
import type { BirthData, SetBirthData } from '../../contract/birth-data'
import { birthData } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'

const FIELD_NAMES = { birthDate: 'birth_data.birth_date', birthName: 'birth_data.birth_name' } as const

/** Birth date and birth name of the person who asks; all `null` when they gave none. */
export function getBirthData(ctx: PersonCtx): Promise<BirthData> {
  return readBirthData(ctx, ctx.actor.personId)
}

/** Writes both fields anew, each sealed for itself. Nothing else is changed or told: no reading, no order and no event comes of it. */
export async function setBirthData(ctx: PersonCtx, given: SetBirthData): Promise<BirthData> {
  const { personId } = ctx.actor
  if (given.birthDate === null && given.birthName === null) return removeBirthData(ctx)
  const row = {
    birthDate: await sealField(ctx, personId, 'birthDate', given.birthDate),
    birthName: await sealField(ctx, personId, 'birthName', given.birthName),
    updatedAt: ctx.now(),
  }
  await ctx.db
    .insert(birthData)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: birthData.personId, set: row })
  return { ...given, updatedAt: row.updatedAt.toISOString() }
}

/** Forgets both at once. Nothing else changes; done twice it is the same. */
export async function removeBirthData(ctx: PersonCtx): Promise<BirthData> {
  await ctx.db.delete(birthData).where(eq(birthData.personId, ctx.actor.personId))
  return { birthDate: null, birthName: null, updatedAt: null }
}

/** For their owner, and for their owner's own export. */
export async function readBirthData(ctx: Ctx, personId: string): Promise<BirthData> {
  const [row] = await ctx.db.select().from(birthData).where(eq(birthData.personId, personId))
  if (!row) return { birthDate: null, birthName: null, updatedAt: null }
  return {
    birthDate: await unsealField(ctx, personId, 'birthDate', row.birthDate),
    birthName: await unsealField(ctx, personId, 'birthName', row.birthName),
    updatedAt: row.updatedAt.toISOString(),
  }
}

type Field = keyof typeof FIELD_NAMES

async function sealField(ctx: Ctx, personId: string, field: Field, value: string | null): Promise<string | null> {
  return value === null ? null : ctx.seal(value, `${FIELD_NAMES[field]}:${personId}`)
}

async function unsealField(ctx: Ctx, personId: string, field: Field, sealed: string | null): Promise<string | null> {
  return sealed === null ? null : ctx.unseal(sealed, `${FIELD_NAMES[field]}:${personId}`)
}
