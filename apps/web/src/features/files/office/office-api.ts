import {
  createdSchema,
  type OfficeFormat,
  officeFormats,
  type OfficeSession,
  officeSessionSchema,
  type OfficeState,
  officeStateSchema,
  type ResourceView,
} from '@maroquin/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newKey, queryKeys, refreshTree, request, useCapability } from '../../../api/index.js';
import { pageNow } from './office-save.js';

const formats: readonly string[] = officeFormats;
/** Some that editors know as well, and that nobody makes new. */
const older: readonly string[] = ['doc', 'xls', 'ppt', 'rtf'];

/** The service has an office editor. */
export const useHasEditor = (): boolean => useCapability('file.edit-office');

/** What the office editor may be asked to open: it says itself what it does. */
export const isOfficeFile = ({ name, marking }: Pick<ResourceView, 'name' | 'marking'>): boolean => {
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  return marking !== 'restricted' && (formats.includes(extension) || older.includes(extension));
};

export const officeHref = (fileId: string): string => `/fichier/${fileId}/editeur`;

export const useCreateFile = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { parentId: string; name: string; format: OfficeFormat }) =>
      request('POST', '/files', { body, schema: createdSchema, idempotencyKey: newKey() }),
    onSuccess: () => refreshTree(client),
  });
};

/** @param renews another token for the editor that is open */
export const openOffice = (
  fileId: string,
  { renews = false, signal }: { renews?: boolean; signal?: AbortSignal },
): Promise<OfficeSession> =>
  request('POST', `/files/${fileId}/editor`, {
    query: renews ? { renews: 'true' } : {},
    schema: officeSessionSchema,
    signal,
    idempotencyKey: newKey(),
  });

/** On the page's clock, and rather too early than too late: the service answers after it was asked. */
const committedFrom = ({ at, savedFrom }: OfficeState, askedAt: number): number | null =>
  savedFrom === null ? null : askedAt + Date.parse(savedFrom) - Date.parse(at);

/** What is committed of the file. Below the key of its place, so that it is asked for again whenever that changes. */
export const useOfficeState = (fileId: string, isPending: boolean) =>
  useQuery({
    queryKey: [...queryKeys.place(fileId), 'editor'],
    queryFn: async ({ signal }) => {
      const askedAt = pageNow();
      const state = await request('GET', `/files/${fileId}/editor`, { schema: officeStateSchema, signal });
      return { ...state, committedFrom: committedFrom(state, askedAt) };
    },
    refetchInterval: isPending ? 3_000 : 10_000,
  });
