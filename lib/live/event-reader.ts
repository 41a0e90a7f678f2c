import { type LiveEvent, liveEventSchema } from './schema'

/** The event in the data of one message; undefined when it is none that this page understands. */
export function readEvent(data: unknown): LiveEvent | undefined {
  try {
    return liveEventSchema.safeParse(JSON.parse(String(data))).data
  } catch {
    return undefined
  }
}
