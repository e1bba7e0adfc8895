import { chromium } from 'playwright-core'
import AxeBuilder from '@axe-core/playwright'
import { buildPage, serve } from './serve.ts'
const s=await serve({'/':await buildPage('parts')})
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu']})
for (const scheme of ['light','dark'] as const) for (const part of ['all','check','stop','sign','hand-over','do-not','wait','point','wrong']) {
 const big=part==='stop'||part==='do-not'
 const c=await b.newContext({viewport:big?{width:800,height:1180}:{width:390,height:844},locale:'fr-FR',colorScheme:scheme})
 const p=await c.newPage(); p.on('console',m=>console.log(part,'console',m.text())); p.on('pageerror',e=>console.log(part,'ERR',e.message))
 await p.goto(s.url+'/parts.html?part='+part); await p.waitForTimeout(300)
 await p.screenshot({path:`/tmp/g-${part}-${scheme}.png`})
 const r=await new AxeBuilder({page:p}).analyze()
 for(const v of r.violations) console.log(scheme,part,v.id,v.nodes.map(n=>n.html.slice(0,100)+' '+(n.any[0]?.message??'')).slice(0,3))
 await c.close()
}
await b.close(); s.close()
