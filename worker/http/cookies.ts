import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { StaffRole } from '../domain/terms.ts'
import type { AppEnv } from './context.ts'

/**
 * Each role and each delivery has a cookie of its own, so that sessions in one browser do not disturb each
 * other.
 */
const staffCookie = (role: StaffRole) => `sesame-${role}`
const phoneCookie = (deliveryId: string) => `sesame-delivery-${deliveryId}`

const TICKET_COOKIE = 'sesame-ticket'

const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict', prefix: 'host' } as const

function set(c: Context<AppEnv>, name: string, token: string, expiresAt: number): void {
  setCookie(c, name, token, { ...OPTIONS, maxAge: Math.floor((expiresAt - Date.now()) / 1000) })
}

export const setStaffCookie = (c: Context<AppEnv>, role: StaffRole, token: string, expiresAt: number) =>
  set(c, staffCookie(role), token, expiresAt)
export const setPhoneCookie = (c: Context<AppEnv>, deliveryId: string, token: string, expiresAt: number) =>
  set(c, phoneCookie(deliveryId), token, expiresAt)
export const setTicketCookie = (c: Context<AppEnv>, ticket: string, expiresAt: number) =>
  set(c, TICKET_COOKIE, ticket, expiresAt)
export const ticketToken = (c: Context<AppEnv>) => getCookie(c, TICKET_COOKIE, 'host')
export const staffToken = (c: Context<AppEnv>, role: StaffRole) => getCookie(c, staffCookie(role), 'host')
export const phoneToken = (c: Context<AppEnv>, deliveryId: string) =>
  getCookie(c, phoneCookie(deliveryId), 'host')
export const dropStaffCookie = (c: Context<AppEnv>, role: StaffRole) =>
  deleteCookie(c, staffCookie(role), OPTIONS)
export const dropPhoneCookie = (c: Context<AppEnv>, deliveryId: string) =>
  deleteCookie(c, phoneCookie(deliveryId), OPTIONS)
