import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const CONTRACT = fileURLToPath(new URL('src/contract.ts', import.meta.url))
const TSCONFIG = fileURLToPath(new URL('../tsconfig.json', import.meta.url))

/**
 * The types of `src/contract.ts` as plain interfaces with their docstrings, so that what is published stands alone: the
 * contract's own types are inferred from Zod schemas, and would bring Zod along.
 */
export function flattenContract(): string {
  const { config } = ts.readConfigFile(TSCONFIG, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [CONTRACT] },
    ts.sys,
    fileURLToPath(new URL('..', import.meta.url)),
  )
  const program = ts.createProgram([CONTRACT], { ...options, noEmit: true })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(CONTRACT)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error('The types of the contract cannot be read.')
  const named = checker.getExportsOfModule(module).map((symbol) => {
    const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return { name: symbol.name, type: checker.getDeclaredTypeOfSymbol(original), docs: docsOf(original, checker) }
  })
  const bodies = new Map(named.map(({ name, type }) => [print(type, { checker, names: new Map(), depth: 0 }), name]))
  return named
    .map(({ name, type, docs }) => {
      const names = new Map([...bodies].filter(([, other]) => other !== name))
      const body = print(type, { checker, names, depth: 0 })
      if (body === 'any' || body === 'unknown') throw new Error(`The contract has no type ${name}.`)
      const declaration =
        body.startsWith('{') && !body.includes('\n} | ') ? `export interface ${name} ${body}` : `export type ${name} = ${body}`
      return `${docs}${declaration}\n`
    })
    .join('\n')
}

interface Printing {
  checker: ts.TypeChecker
  /** Types that have a name of their own, by what they look like. */
  names: Map<string, string>
  depth: number
}

/** A type as it is written out, with its parts by their names where they have one. */
function print(type: ts.Type, printing: Printing): string {
  const { checker, names, depth } = printing
  const whole = depth > 0 ? names.get(print(type, { checker, names: new Map(), depth: 0 })) : undefined
  if (whole) return whole
  const inner = { ...printing, depth: depth + 1 }
  if (type.flags & ts.TypeFlags.Boolean) return 'boolean'
  if (type.isUnion()) return printUnion(type, inner)
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference)
    const text = item ? print(item, inner) : 'unknown'
    return /[|{ ]/.test(text) && !text.startsWith('{') ? `(${text})[]` : `${text}[]`
  }
  if (type.flags & ts.TypeFlags.Object) return printObject(type, inner)
  return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType)
}

/** `null` and `undefined` last, and booleans whole. */
function printUnion(type: ts.UnionType, printing: Printing): string {
  const isEmpty = (part: ts.Type) => (part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0
  const filled = type.types.filter((part) => !isEmpty(part))
  const rest = printing.checker.getNonNullableType(type)
  const name = filled.length < type.types.length ? printing.names.get(print(rest, { ...printing, names: new Map(), depth: 0 })) : undefined
  const texts = name ? [name] : filled.map((part) => print(part, printing))
  const words = [...new Set(texts)]
  const joined =
    words.includes('true') && words.includes('false') ? ['boolean', ...words.filter((word) => word !== 'true' && word !== 'false')] : words
  const isNullable = type.types.some((part) => part.flags & ts.TypeFlags.Null)
  return [...joined, ...(isNullable ? ['null'] : [])].join(' | ')
}

function printObject(type: ts.Type, printing: Printing): string {
  const { checker } = printing
  const index = checker.getIndexInfosOfType(type).map((info) => `[name: string]: ${print(info.type, printing)}`)
  const fields = checker.getPropertiesOfType(type).map((property) => {
    const mark = property.flags & ts.SymbolFlags.Optional ? '?' : ''
    return `${docsOf(property, checker)}${property.name}${mark}: ${print(checker.getTypeOfSymbol(property), printing)}`
  })
  return `{\n${indent([...fields, ...index].join('\n'))}\n}`
}

function docsOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim()
  if (text === '') return ''
  const lines = text.split('\n')
  return lines.length === 1 ? `/** ${text} */\n` : `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */\n`
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ')
}
