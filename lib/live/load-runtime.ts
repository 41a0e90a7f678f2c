type Pause = (ms: number) => Promise<void>

const retryMs = 5_000
const pauseFor: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Loads a part without which a page would silently stand still, again and again until it is there. */
export async function loadUntilThere<Part>(load: () => Promise<Part>, pause: Pause = pauseFor): Promise<Part> {
  for (;;) {
    try {
      return await load()
    } catch {
      await pause(retryMs)
    }
  }
}

/** Runs `begin` with a part once it is there; the returned function ends what it began, or sees to it that it never begins. */
export function whenThere<Part>(loading: Promise<Part>, begin: (part: Part) => () => void): () => void {
  let end = () => {}
  let over = false
  void loading.then((part) => {
    if (!over) end = begin(part)
  })
  return () => {
    over = true
    end()
  }
}
