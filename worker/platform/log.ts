/** Logs a bug. Only the error's name and its stack frames are logged, because the message may quote input. */
export function logBug(error: unknown): void {
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  console.error(JSON.stringify({ bug: name, frames: frames.slice(0, 6) }))
}

/** What came of a call from or to a payment provider. Neither its body nor whose payment it is ever gets here. */
export interface PaymentLine {
  provider?: string
  /** `not-ours`: a notice without proof, or about nothing of ours. */
  outcome: 'taken' | 'not-ours' | 'differs' | 'retry' | 'failed'
  /** The provider's code. */
  code?: string
}

/** Logs one line for each notice of a payment provider, and for each question that it did not answer. */
export function logPayment(line: PaymentLine): void {
  console.log(JSON.stringify({ payment: line }))
}
