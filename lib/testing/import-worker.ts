import { advanceCheck } from '@/lib/imports/server/advance-check'
import { advanceImport } from '@/lib/imports/server/advance-import'

// A worker with nothing but imports, for tests that kill it: says on its standard output when it begins, and when each turn is over.
const failed = new Set<string>()
process.stdout.write('begin\n')
while ((await advanceImport()) || (await advanceCheck(failed))) process.stdout.write('turn\n')
process.exit(0)
