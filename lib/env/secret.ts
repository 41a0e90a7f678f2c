import { inspect } from 'node:util'

/**
 * A value that must not be printed. It is read when it is needed, so a rotated token file counts from the next request
 * on, and every usual way of printing an object shows a placeholder.
 */
export class Secret {
  readonly #read: () => string

  constructor(read: () => string) {
    this.#read = read
  }

  /** The secret itself. Call it only where it goes onto the wire. */
  reveal(): string {
    return this.#read()
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}
