import { render } from 'preact'
import '../ui/tokens.css'
import '../ui/base.css'
import { Screen } from '../ui/Screen.tsx'

render(<Screen title="Sesame">{null}</Screen>, document.getElementById('root')!)
