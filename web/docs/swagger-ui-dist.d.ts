declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Request {
    url: string
    headers: Record<string, string>
    [more: string]: unknown
  }
  interface Options {
    domNode: Element
    url: string
    /** null hides the library's badge, which would be a request to a third party. */
    validatorUrl: null
    persistAuthorization: boolean
    deepLinking: boolean
    docExpansion: 'list' | 'full' | 'none'
    defaultModelsExpandDepth: number
    filter: boolean
    syntaxHighlight: boolean
    requestInterceptor: (request: Request) => Request
  }
  export default function SwaggerUI(options: Options): unknown
}
