import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import './docs.css'

/** The key in the examples of the OpenAPI document. */
const EXAMPLE_KEY = '6f1c1a52-3f0e-4a52-9d43-4b2c6d0f7a11'
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()

const domNode = document.getElementById('docs')
if (domNode)
  SwaggerUI({
    domNode,
    url: '/api/openapi.json',
    validatorUrl: null,
    // A key typed here lasts only as long as the page.
    persistAuthorization: false,
    deepLinking: false,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    filter: true,
    syntaxHighlight: false,
    requestInterceptor: (request) => {
      // Everybody shares the example's key, so each try gets a key of its own unless another one was typed.
      if (request.headers['Idempotency-Key'] === EXAMPLE_KEY)
        request.headers['Idempotency-Key'] = crypto.randomUUID()
      return request
    },
  })
