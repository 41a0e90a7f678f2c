import { FileRefused } from '../file-refused'
import { type Archive, damaged } from './archive'
import { builtInFormat, type NumberFormat, numberFormat } from './number-format'
import { attribute, readWholeXml } from './xml'

/** Of the parts that only describe. */
const describingBytes = 16 * 1024 * 1024
/** All different texts of a workbook are held at once, in a worker that has 300 MB for everything. */
const textBytes = 256 * 1024 * 1024
const textCharacters = 48 * 1024 * 1024
const textCount = 1_000_000

type Relation = { id: string; kind: string; target: string }

/** What a part refers to; targets as names in the archive. */
async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const at = part.lastIndexOf('/') + 1
  const folder = part.slice(0, at)
  const name = `${folder}_rels/${part.slice(at)}.rels`
  if (!archive.has(name)) return []
  const relations: Relation[] = []
  const nameOf = (target: string) => decodeURI(new URL(target, `zip:///${folder}`).pathname).slice(1)
  await readWholeXml(archive.read(name, describingBytes), {
    open: (element, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (element !== 'Relationship' || TargetMode === 'External') return
      relations.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), target: nameOf(Target) })
    },
  })
  return relations
}

export type SheetPart = { name: string; hidden: boolean; part: string }
export type WorkbookParts = { sheets: SheetPart[]; is1904: boolean; texts: string | null; styles: string | null }

/** Where the sheets of a workbook lie; null when the archive is no workbook. Throws FileRefused when it is a damaged one. */
export async function workbookParts(archive: Archive): Promise<WorkbookParts | null> {
  const root = (await relationsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')
  if (!root || !archive.has(root.target) || !root.target.toLowerCase().startsWith('xl/')) return null
  const relations = await relationsOf(archive, root.target)
  const byKind = (wanted: string) => relations.find(({ kind }) => kind === wanted)?.target ?? null
  const parts: WorkbookParts = { sheets: [], is1904: false, texts: byKind('sharedStrings'), styles: byKind('styles') }
  await readWholeXml(archive.read(root.target, describingBytes), {
    open: (element, attributes) => {
      if (element === 'workbookPr') parts.is1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (element !== 'sheet') return
      const relation = relations.find(({ id }) => id === attribute(attributes, 'id'))
      // Charts have sheets of their own.
      if (relation?.kind !== 'worksheet') return
      parts.sheets.push({
        name: attributes.name ?? '',
        hidden: (attributes.state ?? 'visible') !== 'visible',
        part: relation.target,
      })
    },
  })
  return parts
}

/** `_x000D_` stands for a character that XML cannot hold. */
export const decodedText = (text: string) =>
  text.replace(/_x([0-9A-F]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

/** The texts that cells refer to by their place. Throws FileRefused when there are more than can be held. */
export async function sharedTexts(archive: Archive, part: string | null): Promise<string[]> {
  const texts: string[] = []
  if (part === null) return texts
  let characters = 0
  let text: string | null = null
  let reads = false
  // How a text is pronounced stands beside it, and is no part of it.
  let pronounced = 0
  await readWholeXml(archive.read(part, textBytes), {
    open: (element) => {
      if (element === 'si') text = ''
      else if (element === 'rPh') pronounced += 1
      else if (element === 't') reads = pronounced === 0
    },
    text: (piece) => {
      if (reads && text !== null) text += piece
    },
    close: (element) => {
      if (element === 't') reads = false
      else if (element === 'rPh') pronounced -= 1
      if (element !== 'si' || text === null) return
      characters += text.length
      if (characters > textCharacters || texts.length >= textCount) {
        throw new FileRefused(
          'too-large',
          'The workbook has more texts than can be held at once. Save the sheet as CSV.',
        )
      }
      texts.push(decodedText(text))
      text = null
    },
  })
  return texts
}

/** How cells of each style show their numbers, by the style's place. Throws FileRefused. */
export async function numberFormats(archive: Archive, part: string | null): Promise<NumberFormat[]> {
  if (part === null) return []
  const own = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  let inStyles = false
  await readWholeXml(archive.read(part, describingBytes), {
    open: (element, { numFmtId, formatCode = '' }) => {
      if (element === 'numFmt') own.set(Number(numFmtId), numberFormat(formatCode))
      if (element === 'cellXfs') inStyles = true
      if (element === 'xf' && inStyles) formats.push(own.get(Number(numFmtId)) ?? builtInFormat(Number(numFmtId)))
    },
    close: (element) => {
      if (element === 'cellXfs') inStyles = false
    },
  })
  return formats
}

export function textAt(texts: readonly string[], place: string): string {
  const text = texts[Number(place)]
  if (text === undefined) throw damaged()
  return text
}
