import sax from 'sax'
import { FileRefused } from '../file-refused'
import { damaged } from './archive'

export type Attributes = Readonly<Record<string, string>>

/** What to do with a document as it goes by. Names come without the prefix of their namespace. */
export type XmlReader = {
  open: (name: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** `r:id` and `id` alike, without regard to the prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  return attributes[name] ?? Object.entries(attributes).find(([key]) => localName(key) === name)?.[1]
}

/**
 * Reads an XML document in UTF-8 as it comes, and yields after each chunk, so that whoever reads on decides how fast. Throws FileRefused for
 * what is no XML, and for a document type: a workbook has none, and entities of one's own are there to harm.
 */
export async function* readXml(source: AsyncIterable<Uint8Array>, reader: XmlReader): AsyncGenerator<void, void> {
  const parser = sax.parser(true, { position: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  parser.onerror = (error) => {
    throw error
  }
  parser.ondoctype = () => {
    throw damaged()
  }
  parser.onopentag = ({ name, attributes }) => reader.open(localName(name), attributes as Attributes)
  parser.onclosetag = (name) => reader.close?.(localName(name))
  parser.ontext = (text) => reader.text?.(text)
  parser.oncdata = (text) => reader.text?.(text)
  const fed = (feed: () => void) => {
    try {
      feed()
    } catch (cause) {
      throw cause instanceof FileRefused ? cause : damaged(cause)
    }
  }
  for await (const chunk of source) {
    fed(() => parser.write(decoder.decode(chunk, { stream: true })))
    yield
  }
  fed(() => parser.write(decoder.decode()).close())
  yield
}

/** Reads a document to its end. */
export async function readWholeXml(source: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const steps = readXml(source, reader)
  while (!(await steps.next()).done);
}
