import { advanceImport } from '@/lib/imports/server/advance-import'

// A worker with nothing but imports, for tests that kill it: says on its standard output when each turn is over.
while (await advanceImport()) process.stdout.write('turn\n')
process.exit(0)
