import type { Action, TokenScope } from '@maroquin/contracts';

const content: readonly TokenScope[] = ['documents', 'files', 'messages'];

/** The first word of an act → the token scopes of which one is enough. */
const scopesOf: Readonly<Record<string, readonly TokenScope[]>> = {
  document: ['documents'],
  file: ['files'],
  channel: ['messages'],
  message: ['messages'],
  resource: content,
  access: content,
};

/** A token never allows more than its person may: this narrows, the policy sentences decide. null: a browser session. */
export function tokenCovers(tokenScopes: readonly TokenScope[] | null, action: Action): boolean {
  if (tokenScopes === null || tokenScopes.includes('all')) return true;
  const [noun = ''] = action.split('.');
  return (scopesOf[noun] ?? []).some((scope) => tokenScopes.includes(scope));
}

/** Acts on the organisation need the `admin` scope. */
export const tokenCoversOrganisation = (tokenScopes: readonly TokenScope[] | null): boolean =>
  tokenScopes === null || tokenScopes.includes('all') || tokenScopes.includes('admin');
