import type { Action, AnyResourceKind, TokenScope } from '@maroquin/contracts';

const content: readonly TokenScope[] = ['documents', 'files', 'messages'];

/** The first word of an act → the token scopes of which one is enough. */
const scopesOf: Readonly<Record<string, readonly TokenScope[]>> = {
  document: ['documents'],
  file: ['files'],
  channel: ['messages'],
  message: ['messages'],
  conversation: ['messages'],
  resource: content,
  access: content,
};

/** What a place holds may be of every kind: to look and to add, one scope is enough. */
const harmlessInPlaces: readonly Action[] = ['resource.read', 'resource.create', 'access.read'];

/** These take along what is in a place: a token may do them where it is for all of that. */
const changesOfPlaces: readonly Action[] = ['resource.rename', 'resource.move', 'resource.trash'];

const scopeOfKind: Readonly<Partial<Record<AnyResourceKind, TokenScope>>> = {
  document: 'documents',
  file: 'files',
  channel: 'messages',
  direct: 'messages',
};

/**
 * A token never allows more than its person may: this narrows, the policy sentences decide. null: a browser session.
 * `kind`, once it is known: an act on any resource needs the scope of what it is. To change a place, which takes along
 * what is in it, needs the scopes of all that: of `held`, the kinds below it, or of every kind where nobody looked.
 */
export function tokenCovers(
  tokenScopes: readonly TokenScope[] | null,
  action: Action,
  kind?: AnyResourceKind,
  held?: readonly AnyResourceKind[],
): boolean {
  if (tokenScopes === null || tokenScopes.includes('all')) return true;
  const [noun = ''] = action.split('.');
  const enough = scopesOf[noun] ?? [];
  if (kind === undefined || enough !== content) return enough.some((scope) => tokenScopes.includes(scope));
  const own = scopeOfKind[kind];
  if (own !== undefined) return tokenScopes.includes(own);
  if (harmlessInPlaces.includes(action)) return content.some((scope) => tokenScopes.includes(scope));
  if (kind === 'folder' && held !== undefined && changesOfPlaces.includes(action))
    return (
      content.some((scope) => tokenScopes.includes(scope)) &&
      held.every((one) => one === 'folder' || tokenScopes.includes(scopeOfKind[one] ?? 'all'))
    );
  return content.every((scope) => tokenScopes.includes(scope));
}

/** Whether it depends on what a folder holds if such a token may do this with it. */
export const dependsOnContents = (
  tokenScopes: readonly TokenScope[] | null,
  action: Action,
  kind: AnyResourceKind,
): boolean =>
  kind === 'folder' &&
  changesOfPlaces.includes(action) &&
  !tokenCovers(tokenScopes, action, kind) &&
  tokenCovers(tokenScopes, action, kind, []);

/** Acts on the organisation need the `admin` scope. */
export const tokenCoversOrganisation = (tokenScopes: readonly TokenScope[] | null): boolean =>
  tokenScopes === null || tokenScopes.includes('all') || tokenScopes.includes('admin');
