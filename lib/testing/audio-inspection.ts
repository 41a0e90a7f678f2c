import { AppError } from '@/lib/errors'
import { inspectAudio } from '@/lib/greetings/audio/inspect-audio'
import { inChunks } from './audio'

/** What is found in a file that is taken, and the bytes that passed. Throws the refusal of one that is not. */
export async function inspected(bytes: Uint8Array, chunkBytes?: number) {
  const { chunks, description } = inspectAudio(inChunks(bytes, chunkBytes))
  const passed: Uint8Array[] = []
  for await (const chunk of chunks) passed.push(chunk)
  return { passed: Buffer.concat(passed), ...description() }
}

/** Why a file is refused. Throws when it is taken, and what is no refusal. */
export async function refusalOf(bytes: Uint8Array, chunkBytes?: number): Promise<AppError> {
  const error = await inspected(bytes, chunkBytes).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw error ?? new Error('it was taken')
}
