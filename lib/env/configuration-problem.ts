import { AppError } from '@/lib/errors'
import { env } from './env'
import { assertRegionFiles, regions } from './regions'
import { storageSettings } from './storage'

/**
 * Everything that is wrong with this process's configuration, as text for the person who started it: one line for each
 * problem, naming the variable, what is wrong with its value, and an example. Null when nothing is.
 */
export function configurationProblem(): string | null {
  try {
    env()
    assertRegionFiles(regions(), env().REGIONS_FILE)
    storageSettings(env())
    return null
  } catch (error) {
    if (error instanceof AppError && error.code === 'configuration') return error.message
    throw error
  }
}
