/** Whether this device is touched and has no keyboard of its own: codes are then entered on the screen. */
export const onGlass = (): boolean => matchMedia('(pointer: coarse)').matches
