import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ApiError } from '@/lib/http/api-client'
import { type ImportPart, importSchema, type MailboxImport } from '@/lib/imports/schema'
import { importLimits } from '@/lib/imports/vocabulary'
import { OtherFile } from './compare-parts'
import { FileChanged, type Line, type SendReport, type SentPart, sendFile } from './send-file'

const begun = (sizeBytes: number): MailboxImport =>
  importSchema.parse({
    id: '01a1fa73-d073-71cf-bcbc-c38e6167fc29',
    tenantId: 't1',
    actorName: 'Ada',
    fileName: 'a.csv',
    sizeBytes,
    sha256: null,
    parts: 0,
    receivedBytes: 0,
    state: 'uploading',
    choices: {},
    found: null,
    problem: null,
    checkedBytes: 0,
    rows: 0,
    counts: {},
    mailboxes: 0,
    mode: null,
    direction: 'apply',
    wish: null,
    done: 0,
    results: {},
    reversals: {},
    reason: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    checkedAt: null,
    startedAt: null,
    finishedAt: null,
    sameFileAs: null,
    ahead: 0,
    observedAt: '2026-01-01T00:00:00.000Z',
  })

const sha256 = async (bytes: Blob) =>
  createHash('sha256')
    .update(new Uint8Array(await bytes.arrayBuffer()))
    .digest('hex')

/** A console that takes parts in order; `trouble` may break a call, counted from 1, before or after it was taken. */
function consoleWith(sizeBytes: number, trouble: (call: number, taken: boolean) => void = () => {}) {
  let record = begun(sizeBytes)
  let calls = 0
  const received: Blob[] = []
  const parts: ImportPart[] = []
  const rests: number[] = []
  const asked: number[] = []
  const take = (part: Omit<SentPart, 'part'>) => {
    received.push(part.bytes)
    parts.push({
      ...{ part: parts.length + 1, from: record.receivedBytes },
      ...{ sizeBytes: part.bytes.size, sha256: part.sha256 },
    })
    record = { ...record, parts: parts.length, receivedBytes: record.receivedBytes + part.bytes.size }
  }
  const line: Line = {
    send: async ({ part, bytes, sha256: said }, onProgress) => {
      calls += 1
      onProgress(0.5)
      trouble(calls, false)
      expect(said).toBe(await sha256(bytes))
      if (part <= record.parts && parts[part - 1]?.sha256 !== said) {
        throw new ApiError('problem', 'is there with other bytes', { status: 409 })
      }
      if (part > record.parts + 1) throw new ApiError('problem', 'out of turn', { status: 409 })
      if (part > record.parts) take({ bytes, sha256: said })
      trouble(calls, true)
      return record
    },
    read: async () => record,
    parts: async (after) => {
      asked.push(after)
      return parts.slice(after)
    },
    digest: async (bytes, onRead) => {
      const hash = await sha256(bytes)
      onRead(bytes.size)
      return hash
    },
    check: async () => {
      calls += 1
      trouble(calls, false)
      if (record.state !== 'uploading') throw new ApiError('problem', 'is being checked', { status: 409 })
      record = { ...record, state: 'checking' }
      trouble(calls, true)
      return record
    },
    rest: async (ms) => {
      rests.push(ms)
    },
  }
  return {
    line,
    rests,
    asked,
    record: () => record,
    /** Another sender's part, of the bytes that follow. */
    takeFrom: async (bytes: Blob) => take({ bytes, sha256: await sha256(bytes) }),
    text: () => new Blob(received).text(),
    cancel: () => (record = { ...record, state: 'cancelled' }),
  }
}

const { partBytes } = importLimits
const content = 'x'.repeat(partBytes) + 'y'.repeat(partBytes) + 'z'.repeat(10)
const file = new Blob([content])
const away = () => new ApiError('network', 'The console cannot be reached from this browser.')

/** Sends from where the console stands. */
async function send(there: ReturnType<typeof consoleWith>, blob = file) {
  const reports: SendReport[] = []
  const record = await sendFile(there.record(), blob, there.line, (report) => reports.push(report))
  return { record, reports }
}

describe('sendFile', () => {
  it('sends every part once, in order, says how far it is, and starts the check', async () => {
    const there = consoleWith(file.size)
    const { record, reports } = await send(there)
    expect(record.state).toBe('checking')
    expect((await there.text()) === content).toBe(true)
    expect(reports.map(({ sentBytes }) => sentBytes)).toEqual([
      partBytes / 2,
      partBytes,
      partBytes * 1.5,
      partBytes * 2,
      partBytes * 2 + 5,
      file.size,
      file.size,
    ])
  })

  it('sends a part that broke off again, in smaller ones, and says that it waits', async () => {
    const there = consoleWith(file.size, (call, taken) => {
      if ((call === 2 || call === 3) && !taken) throw away()
    })
    const { reports } = await send(there)
    expect((await there.text()) === content).toBe(true)
    expect(there.rests).toEqual([1000, 2000])
    const waits = reports.filter(({ trouble }) => trouble)
    expect(waits).toEqual([
      { sentBytes: partBytes, compared: null, trouble: { message: away().message, retryMs: 1000 } },
      { sentBytes: partBytes, compared: null, trouble: { message: away().message, retryMs: 2000 } },
    ])
  })

  it('sends nothing twice when only the answer was lost, be it of a part or of the check', async () => {
    const there = consoleWith(file.size, (call, taken) => {
      if ((call === 1 || call === 4) && taken) throw away()
    })
    const { record } = await send(there)
    expect(record.state).toBe('checking')
    expect((await there.text()) === content).toBe(true)
  })

  it('gives up where trying again does not help', async () => {
    const signedOut = consoleWith(file.size, () => {
      throw new ApiError('problem', 'Sign in.', { status: 401 })
    })
    await expect(send(signedOut)).rejects.toMatchObject({ status: 401 })
    expect(signedOut.rests).toEqual([])
    const stubborn = consoleWith(file.size, () => {
      throw new ApiError('problem', 'no', { status: 409 })
    })
    await expect(send(stubborn)).rejects.toMatchObject({ status: 409 })
    expect(stubborn.rests).toHaveLength(4)
  })

  it('says that the file is another one now, where the browser only says network', async () => {
    const there = consoleWith(file.size, () => {
      throw away()
    })
    const gone = Object.assign(new Blob([content]), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as never,
    })
    await expect(send(there, gone)).rejects.toThrow(FileChanged)
  })

  it('ends when somebody cancelled the import meanwhile', async () => {
    const there = consoleWith(file.size, (call) => {
      if (call !== 2) return
      there.cancel()
      throw away()
    })
    expect((await send(there)).record.state).toBe('cancelled')
  })

  it('says so as well when the file cannot be read before a part is sent', async () => {
    const there = consoleWith(file.size)
    there.line.digest = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    await expect(send(there)).rejects.toThrow(FileChanged)
    there.line.digest = () => Promise.reject(new DOMException('stopped', 'AbortError'))
    await expect(send(there)).rejects.toThrow('stopped')
  })

  it('has nothing to send of an empty file', async () => {
    expect((await send(consoleWith(0), new Blob([]))).record.state).toBe('checking')
  })
})

describe('sendFile, where something has arrived before', () => {
  const first = file.slice(0, partBytes)
  const otherFirst = new Blob([`X${content.slice(1)}`]).slice(0, partBytes)

  it('compares that with the file, says how far it is, and sends the rest only', async () => {
    const there = consoleWith(file.size)
    await there.takeFrom(first)
    await there.takeFrom(file.slice(partBytes, partBytes + 100))
    const { record, reports } = await send(there)
    expect(record.state).toBe('checking')
    expect((await there.text()) === content).toBe(true)
    expect(there.asked).toEqual([0])
    expect(reports.flatMap(({ compared }) => compared ?? [])).toEqual(
      [0, partBytes, partBytes + 100].map((doneBytes) => ({ doneBytes, totalBytes: partBytes + 100 })),
    )
    expect(reports.find(({ compared }) => compared === null)?.sentBytes).toBe(partBytes + 100)
  })

  it('adds nothing of another file of the same length, wherever it differs', async () => {
    const there = consoleWith(file.size)
    await there.takeFrom(otherFirst)
    await expect(send(there)).rejects.toThrow(OtherFile)
    const later = consoleWith(file.size)
    await later.takeFrom(first)
    await later.takeFrom(new Blob(['Y'.repeat(100)]))
    await expect(send(later)).rejects.toThrow(OtherFile)
    expect([there.record().parts, later.record().parts]).toEqual([1, 2])
  })

  it('starts no check of another file that is there as a whole, and is not content with one that runs', async () => {
    const whole = consoleWith(10)
    await whole.takeFrom(new Blob(['0123456789']))
    await expect(send(whole, new Blob(['012345678x']))).rejects.toThrow(OtherFile)
    expect(whole.record().state).toBe('uploading')
    await whole.line.check()
    await expect(send(whole, new Blob(['012345678x']))).rejects.toThrow(OtherFile)
    expect((await send(whole, new Blob(['0123456789']))).record.state).toBe('checking')
  })

  it('asks for the check alone where no file is at hand', async () => {
    const whole = consoleWith(10)
    await whole.takeFrom(new Blob(['0123456789']))
    expect((await sendFile(whole.record(), new Blob([]), whole.line, () => {}, 1)).state).toBe('checking')
    expect(whole.asked).toEqual([])
  })

  it.each([
    ['the same file', first, 'checking'],
    ['another file', otherFirst, 'other'],
  ])('notices a second sender of %s who was faster', async (_, bytes, outcome) => {
    const there = consoleWith(file.size)
    const { send: take } = there.line
    there.line.send = async (part, onProgress) => {
      // The other one's part is there before this one's arrives.
      if (part.part === 1) await there.takeFrom(bytes)
      return take(part, onProgress)
    }
    const ended = await send(there).then(
      ({ record }) => record.state,
      (error) => (error instanceof OtherFile ? 'other' : error),
    )
    expect(ended).toBe(outcome)
  })

  it('compares what a second sender adds while this one waits', async () => {
    const there = consoleWith(file.size, (call, taken) => {
      if (call === 2 && !taken) throw away()
    })
    there.line.rest = () => there.takeFrom(new Blob(['Y'.repeat(100)]))
    await expect(send(there)).rejects.toThrow(OtherFile)
    expect(there.asked, 'its own part is not asked for again').toEqual([1])
  })

  it('compares what a second sender has added by the time that a part of this one is answered', async () => {
    const there = consoleWith(file.size)
    const { send: take } = there.line
    there.line.send = async (part, onProgress) => {
      await take(part, onProgress)
      await there.takeFrom(new Blob(['Y'.repeat(100)]))
      return there.record()
    }
    await expect(send(there)).rejects.toThrow(OtherFile)
    expect([there.asked, there.record().parts]).toEqual([[1], 2])
  })
})
