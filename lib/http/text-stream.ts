import 'server-only'

/**
 * Text that is made part by part as a body that is sent part by part, as fast as the reader takes it. The first part is awaited here, so
 * that what fails at once is still answered as a problem; a later failure breaks the connection off, which no reader takes for the end.
 */
export async function textStream(parts: AsyncGenerator<string, void>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let next: IteratorResult<string, void> | null = await parts.next()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const part = next ?? (await parts.next())
          next = null
          if (part.done) controller.close()
          else controller.enqueue(encoder.encode(part.value))
        } catch (err) {
          controller.error(err)
        }
      },
      async cancel() {
        await parts.return()
      },
    },
    { highWaterMark: 0 },
  )
}
