import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { flattenContract } from './flatten-contract'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

test('the plain interfaces mean exactly what the contract means, name for name, and bring nothing along', () => {
  const flat = flattenContract()
  expect(flat).not.toMatch(/^import|: (any|unknown)\b|zod/im)
  const names = [...flat.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name)
  expect(names).toContain('JobCard')
  const check = `
    import type * as wire from './src/contract'
    import type * as flat from './flat'
    type Same<A, B> = [A, B] extends [B, A] ? true : false
    ${names.map((name) => `export const ${name}: Same<wire.${name}, flat.${name}> = true`).join('\n')}
    export const SeesADifference: Same<wire.JobCard, flat.Job> = true
  `
  const virtual = new Map([
    [here('flat.ts'), flat],
    [here('check.ts'), check],
  ])
  const { config } = ts.readConfigFile(here('../tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [] },
    { ...ts.sys, readDirectory: () => [] },
    here('..'),
  )
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => virtual.has(path) || fileExists(path)
  host.getSourceFile = (path, ...rest) => {
    const text = virtual.get(path)
    return text === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022)
  }
  const program = ts.createProgram([here('check.ts')], options, host)
  const complaints = program.getSemanticDiagnostics(program.getSourceFile(here('check.ts')))
  expect(complaints.map(({ file, start = 0 }) => file?.text.slice(start).match(/\w+/)?.[0])).toEqual(['SeesADifference'])
})
