import type { Place, ResourceView } from '@maroquin/contracts';

/** A place is looked at in three ways; the names are those of the URL. */
export const placeViews = ['documents', 'fichiers', 'discussions'] as const;
export type PlaceViewName = (typeof placeViews)[number];

/** `/e/<space>/<folder…>/<view>/<tail…>`; only the last id counts, those before it say the way. */
export const placeHref = (ids: readonly string[], view: PlaceViewName, ...tail: readonly string[]): string =>
  `/e/${[...ids, view, ...tail].join('/')}`;

/** A file's own page. */
export const fileHref = (id: string): string => `/fichier/${id}`;

/** Templates to begin a document with, in this place. */
export const templatesHref = (placeId?: string): string =>
  placeId === undefined ? '/modeles' : `/modeles?dans=${placeId}`;

/** A document with its circuit of review beside it. */
export const circuitHref = (documentId: string): string => `/d/${documentId}?circuit`;

/** The version of a document that a circuit is about. */
export const circuitVersionHref = (documentId: string, circuitId: string): string =>
  `/d/${documentId}/circuit/${circuitId}`;

/** Among all my conversations. */
export const conversationHref = (id: string): string => `/messages/${id}`;

const isView = (segment: string): segment is PlaceViewName =>
  (placeViews as readonly string[]).includes(segment);

export interface PlacePath {
  ids: string[];
  view: PlaceViewName;
  /** What follows the view: the channel or file that is open. */
  tail: string[];
}
export const parsePlacePath = (pathname: string): PlacePath | null => {
  const [, first, ...segments] = pathname.split('/').map(decodeURIComponent);
  if (first !== 'e') return null;
  const parts = segments.filter(Boolean);
  const at = parts.findIndex(isView);
  const ids = at === -1 ? parts : parts.slice(0, at);
  const view = parts[at];
  if (ids.length === 0) return null;
  return { ids, view: view && isView(view) ? view : 'documents', tail: at === -1 ? [] : parts.slice(at + 1) };
};

/** Where a resource opens. `ancestors`: ids from the space down to its parent, if known. */
export const resourceHref = (
  resource: Pick<ResourceView, 'id' | 'kind' | 'parentId'>,
  ancestors?: readonly string[],
): string => {
  const parents = ancestors ?? (resource.parentId ? [resource.parentId] : []);
  switch (resource.kind) {
    case 'document':
      return `/d/${resource.id}`;
    case 'file':
      return fileHref(resource.id);
    case 'channel':
      return placeHref(parents, 'discussions', resource.id);
    case 'space':
    case 'folder':
      return placeHref([...parents, resource.id], 'documents');
  }
};

/** The place a page shows, and how the address named it. */
export type OpenPlace = Place & PlacePath;
export const idsOf = (place: Place): string[] => [
  ...place.breadcrumb.map((crumb) => crumb.id),
  place.resource.id,
];
