export { GuideScreen } from './GuideScreen.tsx'
export { Practice } from './Practice.tsx'
