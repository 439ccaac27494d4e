import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { z } from 'zod'

const Row = z.object({ ORIGINURI: z.string(), PREFERREDLABEL: z.string(), ALTLABELS: z.string() })

export interface Occupation {
  escoUri: string
  label: string
  /** The label and every other name. */
  names: string[]
}

/** All occupations of ESCO, in the order of the file. */
export function readOccupations(path: string): Occupation[] {
  const text = new TextDecoder().decode(gunzipSync(readFileSync(path)))
  const { data } = Papa.parse<unknown>(text, { header: true, skipEmptyLines: true })
  return z
    .array(Row)
    .parse(data)
    .map(({ ORIGINURI, PREFERREDLABEL, ALTLABELS }) => {
      const names = [PREFERREDLABEL, ...ALTLABELS.split('\n')].map((name) => name.trim())
      return { escoUri: ORIGINURI, label: names[0] ?? '', names: names.filter((name) => name !== '') }
    })
}
