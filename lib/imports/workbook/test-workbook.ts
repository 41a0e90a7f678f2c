import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const root = `<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export type TestSheet = { name: string; xml: string; state?: string }

/** The parts of a workbook as another program would write them. `sheets` are what stands inside of `<sheetData>`. */
export function workbookXml(
  sheets: readonly TestSheet[],
  texts: readonly string[] = [],
  styles = '',
): Record<string, string> {
  const named = sheets.map(
    ({ name, state = 'visible' }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="rId${at + 1}"/>`,
  )
  const related = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="http://x/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return {
    '_rels/.rels': root,
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${related.join('')}
      <Relationship Id="rIdT" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>
      <Relationship Id="rIdS" Type="http://x/styles" Target="styles.xml"/></Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet><sheetData>${xml}</sheetData></worksheet>`,
      ]),
    ),
    'xl/sharedStrings.xml': `<sst>${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
  }
}

/** Packs parts into an archive. */
export async function zipped(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const file = new ZipFile()
  for (const [name, text] of Object.entries(parts)) file.addBuffer(Buffer.from(text), name)
  file.end()
  return buffer(file.outputStream as NodeJS.ReadableStream & AsyncIterable<Buffer>)
}

/** A row of texts that stand in their cells. */
export const textRow = (line: number, cells: readonly string[]): string =>
  `<row r="${line}">${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
