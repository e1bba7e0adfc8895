// What is shown while nobody works here: one part that is loaded together, apart from the rooms. As three parts, what they
// share would be mixed into what every room loads.
export { Chooser } from './Chooser.tsx'
export { Invitation } from './Invitation.tsx'
export { ShiftOver } from './ShiftOver.tsx'
