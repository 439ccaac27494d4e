import { strToU8, zipSync } from 'fflate'
import type { JsonResume } from '../../contract/resumes'
import { type Block, blocksOf } from './resume-blocks'

/**
 * A plain Word document: one column, headings that are headings, no tables, boxes or pictures, so that every applicant system reads it.
 * `readDocx` and `readResume` give the same data back.
 */
export function writeDocx(resume: JsonResume): Uint8Array<ArrayBuffer> {
  const body = blocksOf(resume).map(paragraphOf).join('')
  const parts = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document ${W}><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1000" w:right="1100" w:bottom="1000" w:left="1100" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/styles.xml': `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>${STYLES}</w:styles>`,
  }
  const zipped = zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), {
    mtime: new Date('2000-01-01T00:00:00Z'),
  })
  return new Uint8Array(zipped)
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
/** To the right edge of the text, in twentieths of a point. */
const RIGHT_TAB = 9_700
const style = (id: string, name: string, paragraph: string, run: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
const STYLES = [
  style('Title', 'Title', '<w:spacing w:after="20"/>', '<w:b/><w:sz w:val="40"/>'),
  style('Subtitle', 'Subtitle', '<w:spacing w:after="80"/>', '<w:color w:val="0F5C57"/><w:sz w:val="25"/>'),
  style(
    'Heading1',
    'heading 1',
    '<w:keepNext/><w:spacing w:before="260" w:after="80"/><w:outlineLvl w:val="0"/>',
    '<w:b/><w:color w:val="0F5C57"/><w:sz w:val="26"/>',
  ),
].join('')

function paragraphOf(block: Block): string {
  switch (block.kind) {
    case 'name':
      return paragraph(runOf(block.text), '<w:pStyle w:val="Title"/>')
    case 'label':
      return paragraph(runOf(block.text), '<w:pStyle w:val="Subtitle"/>')
    case 'heading':
      return `${paragraph('', '')}${paragraph(runOf(block.text), '<w:pStyle w:val="Heading1"/>')}`
    case 'bullet':
      return paragraph(runOf(`• ${block.text}`), '<w:ind w:left="280" w:hanging="200"/>')
    case 'pair': {
      const bold = block.isStrong ? '<w:b/>' : ''
      const right = block.right === '' ? '' : `<w:r><w:tab/></w:r>${runOf(block.right)}`
      const gap = block.isStrong ? paragraph('', '') : ''
      return gap + paragraph(runOf(block.left, bold) + right, `<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="${RIGHT_TAB}"/></w:tabs>`)
    }
    case 'text':
      return paragraph(runOf(block.text), '')
    default:
      return block satisfies never
  }
}

const paragraph = (runs: string, properties: string) => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`

function runOf(text: string, properties = ''): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
  return text === '' ? '' : `<w:r><w:rPr>${properties}</w:rPr>${lines.join('<w:br/>')}</w:r>`
}

/** XML has no place for control letters and halves of letters; the rest is written as it is. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
