import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import type { Response } from 'express';
import type { MountHandler } from '../routes/mounts.js';
import { describeApi } from './describe-api.js';

const page = `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Maroquin : interface de programmation</title>
    <link rel="icon" href="/logo.svg" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <main id="description"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
const start = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#description', deepLinking: true, validatorUrl: null });\n`;

/** Our copy of Swagger UI: nothing is fetched from elsewhere. */
const assets = new Set(['swagger-ui.css', 'swagger-ui-bundle.js']);
const assetFolder = (): string => {
  const swagger = createRequire(import.meta.url).resolve('@nestjs/swagger');
  return dirname(createRequire(swagger).resolve('swagger-ui-dist/package.json'));
};

const send = (response: Response, type: string, body: string): void => {
  response.setHeader('Cache-Control', 'no-cache');
  response.type(type).send(body);
};

/** `/api/v1/openapi.json`: made when first asked for, then kept. */
export function openApiHandler(
  app: INestApplication,
  version: string,
  summaries: Readonly<Record<string, string>> = {},
): MountHandler {
  let description: Promise<string> | null = null;
  return async (request, response, _actor, next) => {
    if (request.method !== 'GET' || request.path !== '/') {
      next();
      return;
    }
    description ??= describeApi(app, version, summaries).then((document) => JSON.stringify(document));
    send(response, 'application/json', await description);
  };
}

/** `/api/docs`: the same description for people. */
export function apiDocsHandler(): MountHandler {
  return (request, response, _actor, next) => {
    const name = request.path.slice(1);
    if (request.method !== 'GET') next();
    else if (name === '') send(response, 'html', page);
    else if (name === 'start.js') send(response, 'js', start);
    else if (assets.has(name)) {
      response.setHeader('Cache-Control', 'public, max-age=86400');
      response.sendFile(join(assetFolder(), name));
    } else next();
  };
}
