import { ackSchema, clientMessages, COLLAB_FALLBACK, serverMessages } from '@maroquin/contracts';
import { z } from 'zod';
import { API_VERSION } from './api-version.js';

/**
 * Prints the description of the sockets (AsyncAPI 3.0.0), from the side of the server: it receives what clients ask and
 * sends what it publishes.
 */
type Json = Record<string, unknown>;

const MESSAGING = 'messaging';
const DOCUMENT = 'document';
const FALLBACK = 'documentWithoutWebSockets';

const ref = (...path: string[]): Json => ({ $ref: `#/${path.join('/')}` });
const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};
const idOf = (name: string, end = ''): string =>
  name.replaceAll(/[.-](\w)/gu, (_all, letter: string) => letter.toUpperCase()) + end;

const messages: Json = {};
const operations: Json = {};
const inMessaging: Json = {};
const add = (id: string, message: Json): Json => {
  messages[id] = message;
  inMessaging[id] = ref('components', 'messages', id);
  return ref('channels', MESSAGING, 'messages', id);
};

for (const [name, { summary, body, value }] of Object.entries(clientMessages)) {
  const asked = add(idOf(name), { name, summary, payload: schemaOf(body) });
  const answer = add(idOf(name, 'Answer'), {
    name: `${name} (acknowledgement)`,
    payload: schemaOf(ackSchema(value)),
  });
  operations[idOf(name)] = {
    ...{ action: 'receive', summary, channel: ref('channels', MESSAGING), messages: [asked] },
    reply: { channel: ref('channels', MESSAGING), messages: [answer] },
  };
}
for (const [name, { summary, body }] of Object.entries(serverMessages)) {
  const message = add(idOf(name), {
    name,
    summary,
    payload: body === null ? { type: 'null' } : schemaOf(body),
  });
  const channel = ref('channels', MESSAGING);
  operations[idOf(name)] = { action: 'send', summary, channel, messages: [message] };
}

const frame = {
  name: 'frame',
  summary: 'One frame of the co-editing protocol: Yjs sync and awareness, and ours (docs/coediting.md)',
  contentType: 'application/octet-stream',
  payload: { type: 'string', format: 'binary' },
};
const part = {
  ...frame,
  name: 'part',
  summary: 'A part of a frame: one byte, 1 if more of it follows and 0 if not, then its bytes',
};
messages['frame'] = frame;
messages['part'] = part;
for (const [channel, message] of [
  [DOCUMENT, 'frame'],
  [FALLBACK, 'part'],
] as const) {
  const sent = channel === DOCUMENT ? 'frame' : 'answeredFrame';
  const received = [ref('channels', channel, 'messages', message)];
  const followed = [ref('channels', channel, 'messages', sent)];
  operations[`${channel}Edit`] = { action: 'receive', channel: ref('channels', channel), messages: received };
  operations[`${channel}Follow`] = { action: 'send', channel: ref('channels', channel), messages: followed };
}

const description = {
  asyncapi: '3.0.0',
  info: {
    title: 'Maroquin, sockets',
    version: API_VERSION,
    description:
      'What is told while it happens. Everything else, and everything that happened before, is asked by HTTP (openapi.json).',
  },
  servers: {
    own: {
      host: '{host}',
      protocol: 'wss',
      variables: { host: { default: 'localhost', description: 'where the suite is served' } },
      security: [
        ref('components', 'securitySchemes', 'session'),
        ref('components', 'securitySchemes', 'token'),
      ],
    },
  },
  defaultContentType: 'application/json',
  channels: {
    [MESSAGING]: {
      address: '/socket.io',
      description: 'socket.io 4, namespace /; a message is an event, an answer its acknowledgement.',
      messages: inMessaging,
    },
    [DOCUMENT]: {
      address: '/collab/{documentId}',
      description: 'A WebSocket for each open document.',
      parameters: { documentId: { description: 'the document’s id' } },
      messages: { frame: ref('components', 'messages', 'frame') },
    },
    [FALLBACK]: {
      address: '/socket.io',
      description: `The same where WebSockets do not pass: socket.io, namespace ${COLLAB_FALLBACK}, \`auth.document\` names the document.`,
      messages: {
        part: ref('components', 'messages', 'part'),
        answeredFrame: ref('components', 'messages', 'frame'),
      },
    },
  },
  operations,
  components: {
    messages,
    securitySchemes: {
      session: {
        type: 'httpApiKey',
        in: 'cookie',
        name: '__Host-maroquin',
        description: 'a browser’s session',
      },
      token: {
        type: 'http',
        scheme: 'bearer',
        description: 'a program’s token, in `auth.token` of the handshake',
      },
    },
  },
};
process.stdout.write(`${JSON.stringify(description, null, 2)}\n`);
