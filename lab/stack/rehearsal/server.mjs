// A server as stubborn as any: it ignores SIGTERM and has a child of its own. Stands in for the stack's servers where a
// test looks only at how they are ended.
import { spawn } from 'node:child_process'

process.on('SIGTERM', () => undefined)
spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000)'])
setInterval(() => undefined, 1_000)
