export {
  FileKeyProvider,
  type KeyOwner,
  type KeyProvider,
  type KeyProviderKind,
  type ProviderKey,
  type ProviderState,
  unwrapWith,
  WRAPPED_BY,
  wrapWith,
} from './key-provider.js';
export { initialiseInstance, isInstanceNew, openInstanceKeys, requireKey } from './initialise-instance.js';
export { instanceKeysOf, Keys, type WrappedKey } from './keys.js';
export type { DestroyedKey } from './destroy-organisation-key.js';
export { DataKeyMissing } from './data-key-missing.js';
export { OwnerRefused } from './owner-refused.js';
export { watchClosed } from './watch-closed.js';
export { type Rewrapped, rewrapKeys } from './rewrap-keys.js';
export { DataKey } from './data-key.js';
export { fold } from './derive-key.js';
export { InstanceKeys } from './instance-keys.js';
export { OrganisationKeys } from './organisation-keys.js';
export { MAX_SEALED_BYTES, type SealContext } from './sealed-format.js';
export { unwrapDataKey } from './wrapped-data-key.js';
export { mergeInTurns, openInTurns, sortInTurns } from './in-turns.js';
export {
  type Keyset,
  type Page,
  pageByName,
  pageInOrder,
  pageOfSorted,
  type Paging,
  readPage,
} from './pages.js';
export { SharedRefresh } from './shared-refresh.js';
export { SearchKey } from './search-key.js';
