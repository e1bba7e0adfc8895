import type { Policy } from '../../../worker/domain/policy.ts'

export const GROUPS = [
  'secured',
  'door',
  'counter',
  'without',
  'messages',
  'points',
  'money',
  'codes',
  'place',
  'data',
  'wording',
] as const
type Group = (typeof GROUPS)[number]

/** The group of each field, and the order of the fields. */
const GROUP_OF: Record<keyof Policy, Group> = {
  secured: 'secured',
  mandatory: 'secured',
  reveal: 'secured',
  attended: 'secured',
  door: 'door',
  pinDigits: 'door',
  attempts: 'door',
  signature: 'door',
  callRecipient: 'door',
  counter: 'counter',
  newCodeAtPoint: 'counter',
  withoutCode: 'without',
  afterWrong: 'without',
  brokenTablet: 'without',
  reopenMinutes: 'without',
  freshHands: 'without',
  channels: 'messages',
  moments: 'messages',
  cascade: 'messages',
  quietHours: 'messages',
  helpPhone: 'messages',
  storageDays: 'points',
  payment: 'money',
  amountLimit: 'money',
  refundLimit: 'money',
  penalty: 'money',
  codes: 'codes',
  zone: 'place',
  locale: 'place',
  retentionDays: 'data',
  wording: 'wording',
}
/** Returns the fields of a group, in their order. */
export const fieldsOf = (group: Group) =>
  (Object.keys(GROUP_OF) as (keyof Policy)[]).filter((field) => GROUP_OF[field] === group)
