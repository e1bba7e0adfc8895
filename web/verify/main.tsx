import { render } from 'preact'
import '../ui/tokens.css'
import '../ui/base.css'
import './verify.css'
import { App } from './App.tsx'
import { load, t } from './texts.ts'

const root = document.getElementById('root')!
load().then(() => {
  document.title = t('title')
  render(<App />, root)
})
