/** What the check of the dialect reads of an OpenAPI description. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly maxItems?: number;
  readonly allOf?: readonly Schema[];
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}
export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly security?: readonly object[];
  readonly 'x-access'?: string;
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/**
 * A conversation is read by the numbers of its messages, forwards and backwards: `after`, `before`, and `next` is the
 * number to go on from.
 */
const byNumber: ReadonlySet<string> = new Set(['Messages.listMessages']);

/** What a field offers while one types: a longer word finds what is not among the first. */
const suggests: ReadonlySet<string> = new Set(['Conversations.people', 'Messages.people']);

/** One document with what changed in it: as long as the document. */
const asLongAsDocument: ReadonlySet<string> = new Set(['Versions.compare']);

/** A PUT that sets one state, whatever was before: two who do it at once want the same, or the last one has it. */
const setsOneState: ReadonlySet<string> = new Set([
  'Channels.setArchived',
  'Channels.setInternal',
  'Conversations.rename',
  'Documents.setLanguage',
  'Documents.setNumberedTitles',
  'Documents.setSuggestionsOnly',
  'Duties.grant',
  'OwnAccount.setPassword',
  'OwnAccount.setUp',
  'Favourites.set',
  'Grants.restrict',
  'Grants.set',
  'Links.configure',
  'Me.setPhoto',
  'Messages.markRead',
  'Messages.pin',
  'Messages.react',
  'Notifications.addDevice',
  'Notifications.mark',
  'Notifications.setLevel',
  'Notifications.setSettings',
  'Organisation.set',
  'Own.save',
  'Own.writeDraft',
  'Quotas.set',
  'Quotas.setDefaults',
  'Teams.addMember',
  'Templates.mark',
  'Threads.follow',
]);
/** Nobody but its author edits a message, and whoever reads it sees every edit. */
const hasOneEditor: ReadonlySet<string> = new Set(['Messages.edit']);
/** The body itself says that a message comes again: `clientId`. */
const saysSoItself: ReadonlySet<string> = new Set(['Messages.send']);

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Where the description breaks the rules that every route keeps; empty: nowhere. Pure. */
export function faultsOf(api: OpenApi): string[] {
  const faults: string[] = [];
  for (const [path, item] of Object.entries(api.paths))
    for (const method of methods) {
      const operation = item[method] as Operation | undefined;
      if (operation === undefined) continue;
      const found = [
        ...listFaults(api, operation),
        ...versionFaults(method, operation),
        ...keyFaults(method, path, operation),
        ...wordFaults(operation),
      ];
      for (const fault of found) faults.push(`${method} ${path} ${fault}`);
    }
  return faults;
}

/** Every list is a page: `{ items, next }` for `cursor` and `limit`; what is short by nature says how short. */
function listFaults(api: OpenApi, operation: Operation): string[] {
  const answered = propertiesOf(api, answerOf(operation));
  const faults: string[] = [];
  if (answered['items'] !== undefined && !suggests.has(operation.operationId ?? '')) {
    if (answered['next'] === undefined) faults.push('answers a list without `next`');
    const taken = new Set([
      ...(operation.parameters ?? []).map(({ name }) => name),
      ...Object.keys(propertiesOf(api, jsonOf(operation.requestBody))),
    ]);
    for (const name of ['cursor', 'limit'])
      if (!taken.has(name) && !(name === 'cursor' && byNumber.has(operation.operationId ?? '')))
        faults.push(`answers a list and takes no ${name}`);
  }
  for (const [name, schema] of Object.entries(answered))
    if (
      name !== 'items' &&
      schema.type === 'array' &&
      schema.maxItems === undefined &&
      !asLongAsDocument.has(operation.operationId ?? '')
    )
      faults.push(`answers ${name} without a bound: let it be a page, or say its maximum`);
  return faults;
}

const jsonOf = (content: Content | undefined): Schema | undefined =>
  content?.content?.['application/json']?.schema;

const answerOf = ({ responses }: Operation): Schema | undefined =>
  jsonOf(Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]);

function propertiesOf(api: OpenApi, schema: Schema | undefined): Readonly<Record<string, Schema>> {
  if (schema?.$ref !== undefined)
    return propertiesOf(api, api.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
  return schema?.properties ?? {};
}

const headersOf = ({ parameters = [] }: Operation): ReadonlyMap<string, boolean> =>
  new Map(
    parameters.filter((one) => one.in === 'header').map(({ name, required }) => [name, required === true]),
  );

/** Who updates something says which version the change starts from. */
function versionFaults(method: string, operation: Operation): string[] {
  const id = operation.operationId ?? '';
  const isExempt = method === 'put' ? setsOneState.has(id) : hasOneEditor.has(id);
  const isUpdate = method === 'patch' || method === 'put';
  if (!isUpdate || isExempt) return [];
  if (headersOf(operation).get('If-Match') !== true)
    return ['updates something and does not demand If-Match'];
  const changed = operation.responses['200'];
  return changed === undefined || changed.headers?.['ETag'] !== undefined
    ? []
    : ['answers what it updated without ETag'];
}

/** Whoever makes something may say it twice; where nothing is made, the key would do nothing. */
function keyFaults(method: string, path: string, operation: Operation): string[] {
  const access = operation['x-access'] ?? '';
  const isOurs = access !== 'public' && !access.startsWith('administration');
  const takesKey = headersOf(operation).has('Idempotency-Key');
  const makes = method === 'post' && '201' in operation.responses && isOurs;
  if (makes && !takesKey && !saysSoItself.has(operation.operationId ?? ''))
    return ['makes something and takes no Idempotency-Key'];
  return takesKey && (method !== 'post' || path.endsWith('/search'))
    ? ['takes an Idempotency-Key that does nothing']
    : [];
}

/** Each says in a line what it does, and shows what is sent and answered. */
function wordFaults(operation: Operation): string[] {
  const faults = operation.summary === undefined ? ['has no summary'] : [];
  for (const content of [operation.requestBody, ...Object.values(operation.responses)]) {
    const json = content?.content?.['application/json'];
    if (json?.schema !== undefined && json.example === undefined) faults.push('has no example');
  }
  return faults;
}
