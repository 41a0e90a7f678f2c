import { existsSync } from 'node:fs'

/**
 * Reads the variables of a `.env` in the working directory when there is one, for processes that Next, which reads it by itself, does
 * not start. What is set already stays.
 */
export function loadEnvFile(path = '.env'): void {
  if (existsSync(path)) process.loadEnvFile(path)
}
