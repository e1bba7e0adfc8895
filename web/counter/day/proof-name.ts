import { t } from '../texts.ts'

const PROOFS = { pin: 'proofPin', qr: 'proofQr', link: 'proofLink', identity: 'proofIdentity' } as const

export const proofName = (proof: string): string => {
  const key = PROOFS[proof as keyof typeof PROOFS]
  return key ? t(key) : proof
}
