/**
 * An environment that dies: of the calls that write to the registry or to objects, the first `after` are made
 * and every later one is not. With `fail` the later calls reject, as for a caller whose peer dies. With
 * `hang` they never return, so that the process can be killed at that point.
 */
export interface Cut {
  after: number
  how: 'fail' | 'hang'
}

/**
 * Methods of the objects that write. Calls that only read are no places to cut, because they leave the state
 * of the write before.
 */
const WRITING = [
  'announce',
  'askLabels',
  'carryOut',
  'comeBack',
  'dispatch',
  'endAll',
  'open',
  'release',
  'replayOne',
  'replayRange',
  'tally',
  'wake',
]

type Method = (...given: unknown[]) => unknown

/** Wraps the bindings of an environment. Members that are not listed stay unchanged. */
export function cutShort<Env extends object>(env: Env, { after, how }: Cut): Env {
  let made = 0
  const counted =
    (target: object, method: Method): Method =>
    (...given) => {
      if (made >= after) return how === 'hang' ? new Promise(() => {}) : Promise.reject(new Error('cut'))
      made++
      return method.apply(target, given)
    }
  const real = new WeakMap<object, object>()
  const statement = (bare: object): object => {
    const wrapped = new Proxy(bare, {
      get(target, name) {
        const value = Reflect.get(target, name) as Method
        if (name === 'bind') return (...values: unknown[]) => statement(value.apply(target, values) as object)
        if (name === 'run') return counted(target, value)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    real.set(wrapped, bare)
    return wrapped
  }
  const database = (db: object) =>
    new Proxy(db, {
      get(target, name) {
        const value = Reflect.get(target, name) as Method
        if (name === 'prepare') return (sql: string) => statement(value.call(target, sql) as object)
        if (name !== 'batch') return typeof value === 'function' ? value.bind(target) : value
        const batch = counted(target, value)
        return (statements: object[]) => batch(statements.map((one) => real.get(one) ?? one))
      },
    })
  const stub = (bare: object) =>
    new Proxy(bare, {
      get(target, name) {
        // A stub is not a promise, so awaiting one must not find a `then`.
        if (name === 'then') return undefined
        // The method is called by its name, because every property of a stub is a remote call, `apply`
        // included.
        const call: Method = (...given) => (target as Record<typeof name, Method>)[name]?.(...given)
        return typeof name === 'string' && WRITING.includes(name) ? counted(target, call) : call
      },
    })
  const namespace = (objects: object) =>
    new Proxy(objects, {
      get(target, name) {
        const value = Reflect.get(target, name) as Method
        return name === 'get' ? (id: unknown) => stub(value.call(target, id) as object) : value.bind(target)
      },
    })
  const wrap: Record<string, (binding: object) => object> = {
    DB: database,
    SHIPMENT: namespace,
    PERSON: namespace,
    WEBHOOK: namespace,
  }
  return Object.fromEntries(
    Object.entries(env).map(([name, binding]) => [name, wrap[name]?.(binding) ?? binding]),
  ) as Env
}
