import pg from 'pg'

/** Longer than any healthy answer takes, shorter than a probe interval. */
const patienceMs = 2000

/**
 * Makes one of many processes the one that acts, by a PostgreSQL advisory lock that lives as long as a connection: when the
 * process dies, however it dies, the server drops the lock and the next one that asks has it.
 */
export class Leadership {
  readonly #databaseUrl: string
  readonly #key: number
  #client: pg.Client | undefined
  #leading = false

  constructor(databaseUrl: string, key: number) {
    this.#databaseUrl = databaseUrl
    this.#key = key
  }

  /**
   * Whether this process leads now. Ask before each round of work. While the database is away nobody can take over, so
   * whoever led goes on and the others wait. At worst, after a cut between one process and the database, two act for one round:
   * what they do must bear that.
   */
  async check(): Promise<boolean> {
    try {
      const isFresh = this.#client === undefined
      const client = this.#client ?? (await this.#connect())
      if (this.#leading && !isFresh) await client.query('SELECT 1')
      else this.#leading = await this.#tryLock(client)
    } catch {
      this.#drop()
    }
    return this.#leading
  }

  /** Gives the lock back, so that another need not wait for the connection to be missed. */
  async release(): Promise<void> {
    this.#leading = false
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'patchboard-leader',
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
      keepAlive: true,
    })
    client.on('error', () => this.#drop(client))
    try {
      await client.connect()
      // A machine that vanishes sends no farewell; by default the server would keep its lock for over two hours.
      await client.query('SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3')
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    this.#client = client
    return client
  }

  async #tryLock(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [this.#key])
    return rows[0]?.locked === true
  }

  #drop(client = this.#client): void {
    if (client !== this.#client) return
    this.#client = undefined
    // Not waited for: a frozen server never says goodbye.
    client?.end().catch(() => undefined)
  }
}
