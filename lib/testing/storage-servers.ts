import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob'
import { Secret } from '@/lib/env/secret'
import type { AwsS3Config } from '@/lib/storage/aws-s3'
import type { AzureBlobConfig } from '@/lib/storage/azure-blob'
import { freePort } from './database'

const require = createRequire(import.meta.url)

export type StorageServer<Config> = { config: Config; stop: () => Promise<void> }

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.once('close', () => socket.destroy())
      socket.once('connect', () => socket.end())
    })
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`a storage server ended with code ${child.exitCode}`)
}

/** Runs a server of an npm package in a folder of its own; `argumentsFor` gives Node's arguments. */
async function startServer(argumentsFor: (port: number, folder: string) => string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'patchboard-storage-'))
  const port = await freePort()
  const child = spawn(process.execPath, argumentsFor(port, folder), { stdio: 'ignore' })
  await untilListening(port, child)
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  }
  return { port, stop }
}

/** The account and key that Azurite documents for everybody. */
const azuriteAccount = 'devstoreaccount1'
const azuriteKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/** Azurite with one empty container. */
export async function startAzurite(): Promise<StorageServer<AzureBlobConfig>> {
  const script = require.resolve('azurite/dist/src/blob/main.js')
  const { port, stop } = await startServer((listen, folder) => [
    script,
    ...['--blobHost', '127.0.0.1', '--blobPort', String(listen), '--location', folder],
    ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
  ])
  const endpoint = `http://127.0.0.1:${port}/${azuriteAccount}`
  const credential = new StorageSharedKeyCredential(azuriteAccount, azuriteKey)
  await new BlobServiceClient(endpoint, credential).getContainerClient('voicemail').create()
  const accessKey = new Secret(() => azuriteKey)
  return {
    config: {
      account: azuriteAccount,
      accessKey,
      container: 'voicemail',
      path: 'patchboard',
      endpoint,
      timeoutMs: 5000,
    },
    stop,
  }
}

/**
 * The server forgets the slash behind a bucket's name when it recomputes a signature; told that the bucket is a host, it keeps it. Code
 * of its process, not of this one.
 */
const signedSlash = `(ctx, next) => {
  if (/^\\/[^/]+\\/$/.test(ctx.path)) {
    ctx.mountPath = '/'
    Object.defineProperty(ctx.state, 'vhost', { get: () => true, set: () => undefined })
  }
  return next()
}`

/** And it lists files as its folders give them, where S3 promises an order. */
const sortedFolders = `const fs = require('fs'); const read = fs.readdirSync; fs.readdirSync = (...given) => read(...given).sort()`

/** A server that speaks S3 and checks signatures, with one empty bucket. The package ships its library and not its command. */
export async function startS3Server(): Promise<StorageServer<AwsS3Config>> {
  const library = require.resolve('@20minutes/s3rver')
  const { port, stop } = await startServer((listen, directory) => {
    const options = { address: '127.0.0.1', port: listen, directory, silent: true, vhostBuckets: false }
    const configureBuckets = [{ name: 'voicemail', configs: [] }]
    const made = `new (require(${JSON.stringify(library)}))(${JSON.stringify({ ...options, configureBuckets })})`
    // Its cursors are enciphered in a way that OpenSSL 3 calls legacy.
    const code = `${sortedFolders}; const server = ${made}; server.middleware.unshift(${signedSlash}); server.run()`
    return ['--openssl-legacy-provider', '-e', code]
  })
  // The key pair that this server makes for everybody.
  const keys = { accessKey: 'S3RVER', secretKey: new Secret(() => 'S3RVER') }
  const endpoint = `http://127.0.0.1:${port}`
  return {
    config: { bucket: 'voicemail', path: 'patchboard', region: 'us-east-1', endpoint, keys, timeoutMs: 5000 },
    stop,
  }
}
