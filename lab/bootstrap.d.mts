type LockFile = {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean; link?: boolean }>
}

export class BootstrapError extends Error {}
export function stepLine(name: string, tookMs: number): string
export function nodeProblem(version: string): string | null
export function missingPackages(lock: LockFile, installed: LockFile | null): string[]
export function bootstrap(options: { root: string; say: (line: string) => void }): Promise<void>
export function runOrExplain(main: () => Promise<void>): Promise<void>
