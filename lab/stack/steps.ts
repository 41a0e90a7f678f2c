import { stepLine } from '../bootstrap.mjs'

export type Say = (line: string) => void

/** Prints one line per finished step with what it took; steps run side by side, so lines come in the order of their ends. */
export class Steps {
  private isHushed = false

  constructor(
    private readonly say: Say,
    private readonly now: () => number = Date.now,
  ) {}

  /** Runs a step. `note` adds a few words to its line; a failure prints the step's name and goes on upwards. */
  async run<T>(name: string, work: () => Promise<T> | T, note?: (result: T) => string | undefined): Promise<T> {
    const startedAt = this.now()
    try {
      const result = await work()
      const words = note?.(result)
      this.say(stepLine(name, this.now() - startedAt) + (words ? `   ${words}` : ''))
      return result
    } catch (error) {
      if (!this.isHushed) this.say(stepLine(name, this.now() - startedAt).replace('✓', '✗'))
      throw error
    }
  }

  /** No step fails by itself any more: what fails from here on was stopped. */
  hush(): void {
    this.isHushed = true
  }

  /** A line for a step that will be silent for long. */
  announce(line: string): void {
    this.say(`… ${line}`)
  }
}
